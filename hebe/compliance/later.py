"""The rules of the rule base that `red_lines/` does not enforce yet, by what they wait for.

Its 169 ids are all accounted for, here or there (tests/test_later.py). Whoever builds a
capability takes its rules out of here.
"""

# Held by the way the house is built, where no act could break them.
BUILT_IN = """
EMR-02 EMR-03 EMR-05 PIP-10
"""

LATER = {
    "licences, places and anaesthesia": "LIC-05 LIC-06 LIC-08",
    "practitioners' files": "PRC-04 PRC-12 PRC-13",
    "online consults": "PRC-11",
    "consents and contracts": """
        PRC-10 CON-01 CON-02 CON-03 CON-04 CON-05 CON-06 MIN-06 PRE-01 PRE-02 PRE-14
    """,
    "incidents and complaints": "PRC-14 ADR-01 INC-01 INC-02 CPL-01",
    "records: archive, time, safety check, copies, seal": """
        EMR-01 EMR-04 EMR-06 EMR-07 EMR-08 EMR-10 EMR-11 EMR-12 EMR-13 EMR-14 EMR-15 MIN-05
    """,
    "personal information: notices, consents, requests": """
        MIN-04 PIP-01 PIP-02 PIP-03 PIP-04 PIP-05 PIP-06 PIP-07 PIP-08 PIP-09 PIP-11 PIP-12
        PIP-13 PIP-14 PIP-15 PIP-16
    """,
    "photos": "PHO-01 PHO-02 PHO-03 PHO-04 PHO-05",
    "suppliers and stock": """
        SUP-01 SUP-02 STK-01 STK-02 STK-03 STK-04 STK-05 STK-06 STK-07 STK-08 STK-09 STK-10
        STK-11 STK-12 STK-13 STK-14
    """,
    "prescriptions, toxins and narcotics": """
        TOX-01 TOX-02 TOX-03 TOX-04 TOX-05 NAR-01 NAR-02 NAR-03 NAR-04 RX-01
    """,
    "devices": "DEV-01 DEV-02 DEV-03 DEV-04",
    "medical waste": "WST-01 WST-02",
    "advertising and campaigns": """
        ADV-01 ADV-02 ADV-03 ADV-04 ADV-05 ADV-06 ADV-07 ADV-08 ADV-09 ADV-10 ADV-11 ADV-12
        ADV-13 ADV-14 ADV-15 ADV-16 ADV-17 ADV-18 ADV-19 ADV-20
    """,
    "published prices": """
        PRI-01 PRI-02 PRI-03 PRI-04 PRI-05 PRI-06 PRI-07 PRI-08 PRI-09
    """,
    "security and backups": "SEC-01 SEC-02 SEC-03 SEC-04 SEC-05 SEC-06 SEC-07",
    "prepaid cards and refunds": """
        PRE-03 PRE-05 PRE-06 PRE-07 PRE-08 PRE-09 PRE-10 PRE-11 PRE-12 PRE-13
    """,
    "instalments": "LOAN-01",
    "invoices": "INV-01 INV-02 INV-03 INV-04 INV-05",
    "partners, referrals and commissions": "REF-01 REF-02 REF-03 REF-04 REF-05",
}
