"""Whether the web server of this container answers; behind the proxy every request is https."""

import sys
import urllib.request

address = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
request = urllib.request.Request(f"{address}/healthz", headers={"X-Forwarded-Proto": "https"})
with urllib.request.urlopen(request, timeout=5) as answer:
    sys.exit(answer.status != 200)
