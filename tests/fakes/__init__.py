"""In-memory stand-ins for the ports of `ecabinet.application.ports`, held to the same contract tests as the real."""
