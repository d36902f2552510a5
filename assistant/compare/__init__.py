"""From claims to findings: candidates, rules, gates, findings. Pure functions over frozen records."""
