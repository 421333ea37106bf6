"""In-memory stand-ins for the ports of `ecabinet.application.ports`; each passes the same contract test as the real part."""
