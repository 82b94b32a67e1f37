"""The ledger: every numeral that a report prints is claimed by the graph, or is explained."""

from __future__ import annotations

from iprgraph.ledger.account import Account, PartAccount, Printed, account
from iprgraph.ledger.agents import agent_findings, issuer_findings
from iprgraph.ledger.claims import Standing
from iprgraph.ledger.coordination import coordination_findings
from iprgraph.ledger.differences import difference_findings
from iprgraph.ledger.entries import LedgerEntry, entries_of
from iprgraph.ledger.findings import account_findings
from iprgraph.ledger.idle import idle_findings
from iprgraph.ledger.ledgers import Ledger, ledger_findings, ledgers, report_shares
from iprgraph.ledger.periods import period_findings
from iprgraph.ledger.sentences import mentions_of
from iprgraph.ledger.statements import Share, shares, total_share
from iprgraph.ledger.support import support_findings

__all__ = [
    "Account",
    "Ledger",
    "LedgerEntry",
    "PartAccount",
    "Printed",
    "Share",
    "Standing",
    "account",
    "account_findings",
    "agent_findings",
    "coordination_findings",
    "difference_findings",
    "entries_of",
    "idle_findings",
    "issuer_findings",
    "ledger_findings",
    "ledgers",
    "mentions_of",
    "period_findings",
    "report_shares",
    "shares",
    "support_findings",
    "total_share",
]
