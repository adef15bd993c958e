"""OAI-PMH 2.0: university repositories fetch what the academy has published. https://www.openarchives.org/pmh/"""
