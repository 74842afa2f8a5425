"""Forms of referrals, by noun."""
