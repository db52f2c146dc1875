"""A small broker: it quotes and books for a customer, and repeats calls that may not have arrived."""

import http.client
import json
import urllib.error
import urllib.request

TRIES = 4
CUSTOMER = {"@type": "Person", "email": "nia.pritchard@example.com"}
PAYMENT = {
    "@type": "Payment", "identifier": "pay-1", "name": "AcmeBroker Points", "accountId": "SN1593",
    "paymentProviderId": "STRIPE",
}


def call(method, url, body=None, headers=None):
    """Send a request with a JSON body. Return its status and its parsed answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            status, text = response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            status, text = error.code, error.read()
    return status, json.loads(text) if text else None


class Broker:
    """A client of the Open Booking API."""

    def __init__(self, api, credentials):
        self.api = api
        self.headers = {"Content-Type": "application/vnd.openactive.booking+json; version=1", **credentials}

    def send(self, method, path, body=None, tries=TRIES):
        """Send a request. A repeated one is safe: the UUID in its path makes it the same booking."""
        document = body and {"@context": "https://openactive.io/", **body}
        try:
            status, answer = call(method, self.api + path, document, self.headers)
        except (http.client.HTTPException, ConnectionError, urllib.error.URLError):
            if tries == 1:
                raise
            status, answer = 503, None
        return self.send(method, path, body, tries - 1) if status == 503 and tries > 1 else (status, answer)

    def quote(self, uuid, item):
        """C1: ask for a price and, with most booking systems, for a lease."""
        return self.send("PUT", f"/order-quote-templates/{uuid}", {"@type": "OrderQuote", **parties(item)})

    def quote_for(self, uuid, item):
        """C2: the same for a known customer."""
        body = {"@type": "OrderQuote", "customer": CUSTOMER, **parties(item)}
        return self.send("PUT", f"/order-quotes/{uuid}", body)

    def propose(self, uuid, item):
        """P: propose an order to the seller."""
        return self.send("PUT", f"/order-proposals/{uuid}", {"@type": "OrderProposal", **order(item)})

    def book(self, uuid, item):
        """B: book at the quoted price."""
        return self.send("PUT", f"/orders/{uuid}", {"@type": "Order", **order(item)})

    def book_proposal(self, uuid, version):
        """B of an order proposal that the seller has accepted."""
        return self.send("PUT", f"/orders/{uuid}", {"@type": "Order", "orderProposalVersion": version})

    def status(self, uuid):
        """Order Status."""
        return self.send("GET", f"/orders/{uuid}")


def parties(item):
    """The members that all stages share."""
    return {
        "brokerRole": "https://openactive.io/AgentBroker",
        "broker": {"@type": "Organization", "name": "My App"},
        "seller": item["seller"],
        "orderedItem": [item["orderedItem"]],
    }


def order(item):
    """The members of P and B."""
    due = {"@type": "PriceSpecification", "price": item["price"], "priceCurrency": "GBP"}
    return {**parties(item), "customer": CUSTOMER, "totalPaymentDue": due, "payment": PAYMENT}
