"""Tests of the broker against a running simulator, over HTTP only. SIMULATOR_URL is its base URL."""

import base64
import os
import unittest
import urllib.parse
import urllib.request
import json
from uuid import uuid4

from broker import Broker, call

BASE = os.environ.get("SIMULATOR_URL", "http://localhost:5000") + "/t/python"
API = BASE + "/api/openbooking"
KEY = {"x-api-key": "rr4nlnyhi3tdoonxfysi"}


def control(method, path, **body):
    """Steer the simulator."""
    status, answer = call(method, f"{BASE}/simulator{path}", body or None, {"Content-Type": "application/json"})
    assert status < 300, answer
    return answer


def errors_of(quote):
    return [error["@type"] for item in quote["orderedItem"] for error in item.get("error", [])]


class BrokerTest(unittest.TestCase):
    def setUp(self):
        control("POST", "/reset")
        self.broker = Broker(API, KEY)

    def test_the_last_space_is_leased_for_15_minutes(self):
        item = control("POST", "/opportunities", criterion="TestOpportunityBookableOneSpace")
        self.assertEqual(self.broker.quote_for(uuid4(), item)[0], 200)
        _, refused = self.broker.quote(uuid4(), item)
        self.assertEqual(errors_of(refused), ["OpportunityCapacityIsReservedByLeaseError"])
        control("POST", "/clock/advance", by="PT15M")
        self.assertEqual(self.broker.quote(uuid4(), item)[0], 200)

    def test_booking_opens_two_hours_before_the_start(self):
        criterion = "TestOpportunityBookableOutsideValidFromBeforeStartDate"
        item = control("POST", "/opportunities", criterion=criterion, startsIn="P1D")
        _, refused = self.broker.quote(uuid4(), item)
        self.assertEqual(errors_of(refused), ["OpportunityOfferPairNotBookableError"])
        control("POST", "/clock/advance", by="PT22H")
        self.assertEqual(self.broker.quote(uuid4(), item)[0], 200)

    def test_an_access_token_ends_after_15_minutes(self):
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "openactive-ordersfeed"})
        client = {"Authorization": "Basic " + base64.b64encode(b"clientid_800:secret").decode()}
        with urllib.request.urlopen(urllib.request.Request(f"{BASE}/openid/token", form.encode(), client)) as response:
            token = json.load(response)["access_token"]
        broker = Broker(API, {"Authorization": f"Bearer {token}"})
        self.assertEqual(broker.send("GET", "/orders-rpde")[0], 200)
        control("POST", "/clock/advance", by="PT16M")
        self.assertEqual(broker.send("GET", "/orders-rpde")[1]["@type"], "InvalidAPITokenError")

    def test_b_is_repeated_while_the_booking_system_is_unavailable(self):
        item = control("POST", "/opportunities", criterion="TestOpportunityBookable")
        control("POST", "/faults", on="B", times=2, error="TemporarilyUnableToCreateOrderError")
        self.assertEqual(self.broker.book(uuid4(), item)[0], 201)

    def test_a_lost_answer_leads_to_one_booking(self):
        item = control("POST", "/opportunities", criterion="TestOpportunityBookable", price=7.5)
        control("POST", "/faults", on="B", times=1, loseAnswer=True)
        _, booked = self.broker.book(uuid4(), item)
        self.assertEqual(booked["totalPaymentDue"]["price"], 7.5)
        self.assertEqual(len(control("GET", "/orders")["items"]), 1)

    def test_a_rejected_order_proposal_cannot_be_booked(self):
        item = control("POST", "/opportunities", flow="OpenBookingApprovalFlow")
        uuid = uuid4()
        _, proposal = self.broker.propose(uuid, item)
        control("POST", "/sellers/any/reject", order=str(uuid), note="We are closed that day.")
        _, refused = self.broker.book_proposal(uuid, proposal["orderProposalVersion"])
        self.assertEqual(refused["@type"], "OrderCreationFailedError")

    def test_a_reset_forgets_the_order_and_frees_its_uuid(self):
        uuid = uuid4()
        self.broker.book(uuid, control("POST", "/opportunities", criterion="TestOpportunityBookable"))
        control("POST", "/reset")
        self.assertEqual(self.broker.status(uuid)[0], 404)
        item = control("POST", "/opportunities", criterion="TestOpportunityBookable")
        self.assertEqual(self.broker.book(uuid, item)[0], 201)


if __name__ == "__main__":
    unittest.main()
