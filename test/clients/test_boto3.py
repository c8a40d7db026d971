"""boto3 against `use-go-lambda serve`, as anybody would call a deployed function. ENDPOINT says where it is."""

import base64
import http.client
import json
import os
import re
import unittest
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["ENDPOINT"]

client = boto3.client(
    "lambda",
    endpoint_url=ENDPOINT,
    region_name="us-east-1",
    aws_access_key_id="fake",
    aws_secret_access_key="fake",
    config=Config(retries={"total_max_attempts": 1}),
)


def answer(response):
    return json.loads(response["Payload"].read())


class Invoke(unittest.TestCase):
    def test_answers_by_name(self):
        response = client.invoke(FunctionName="shout", Payload=json.dumps("daniel"))
        self.assertEqual((200, "$LATEST"), (response["StatusCode"], response["ExecutedVersion"]))
        self.assertEqual("DANIEL", answer(response))

    def test_answers_by_arn_and_qualifier(self):
        arn = "arn:aws:lambda:us-east-1:123456789012:function:shout"
        self.assertEqual("A", answer(client.invoke(FunctionName=arn, Payload='"a"')))
        self.assertEqual("B", answer(client.invoke(FunctionName="shout", Qualifier="live", Payload='"b"')))

    def test_passes_a_large_payload_and_every_character(self):
        value = {"text": "grüße\u2028\U0001f600\0", "large": "x" * 1_000_000, "numbers": [1, -2.5, None]}
        self.assertEqual(value, answer(client.invoke(FunctionName="echo", Payload=json.dumps(value))))

    def test_gives_the_tail_of_the_log(self):
        payload = json.dumps({"lines": 2, "label": "line"})
        response = client.invoke(FunctionName="prints-lines", LogType="Tail", Payload=payload)
        log = base64.b64decode(response["LogResult"]).decode()
        self.assertRegex(log, r"\nline 1 of 2\nline 2 of 2\nEND RequestId: ")

    def test_gives_a_failure_of_the_function_as_an_answer(self):
        response = client.invoke(FunctionName="panics", Payload=json.dumps({"with": "string"}))
        self.assertEqual("Unhandled", response["FunctionError"])
        error = answer(response)
        self.assertEqual(("the cache is gone", "string"), (error["errorMessage"], error["errorType"]))
        self.assertGreater(len(error["stackTrace"]), 5)

    def test_invokes_in_the_background_and_not_at_all(self):
        self.assertEqual(202, client.invoke(FunctionName="shout", InvocationType="Event", Payload='"x"')["StatusCode"])
        self.assertEqual(204, client.invoke(FunctionName="shout", InvocationType="DryRun")["StatusCode"])

    def test_raises_the_exceptions_of_aws(self):
        with self.assertRaises(client.exceptions.ResourceNotFoundException) as raised:
            client.invoke(FunctionName="nobody")
        self.assertRegex(str(raised.exception), r"Function not found: arn:aws:lambda:us-east-1:\d+:function:nobody")
        with self.assertRaises(client.exceptions.InvalidRequestContentException):
            client.invoke(FunctionName="echo", Payload="{")
        with self.assertRaises(ClientError) as large:
            client.invoke(FunctionName="echo", Payload=b" " * 6_291_457)
        self.assertEqual("RequestEntityTooLargeException", large.exception.response["Error"]["Code"])
        self.assertEqual("A", answer(client.invoke(FunctionName="shout", Payload='"a"')))


class InvokeWithResponseStream(unittest.TestCase):
    def events(self, name, payload):
        response = client.invoke_with_response_stream(FunctionName=name, Payload=payload, LogType="Tail")
        self.assertEqual((200, "$LATEST"), (response["StatusCode"], response["ExecutedVersion"]))
        events = list(response["EventStream"])
        body = b"".join(event["PayloadChunk"]["Payload"] for event in events[:-1])
        return body, events[-1]["InvokeComplete"]

    def test_gives_the_answer_in_pieces(self):
        text = json.dumps("x" * 300_000)
        body, complete = self.events("echo", text)
        self.assertEqual(text.encode(), body)
        self.assertNotIn("ErrorCode", complete)
        self.assertIn("REPORT RequestId", base64.b64decode(complete["LogResult"]).decode())

    def test_tells_of_a_failure_in_its_last_event(self):
        body, complete = self.events("panics", json.dumps({"with": "string"}))
        self.assertEqual((b"", "Unhandled"), (body, complete["ErrorCode"]))
        self.assertEqual("the cache is gone", json.loads(complete["ErrorDetails"])["errorMessage"])


class FunctionUrl(unittest.TestCase):
    """With Python's own HTTP client: boto3 knows nothing of function URLs."""

    def request(self, method, path, **more):
        connection = http.client.HTTPConnection(urlsplit(ENDPOINT).netloc)
        self.addCleanup(connection.close)
        connection.request(method, path, **more)
        response = connection.getresponse()
        return response, response.read()

    def test_serves_a_small_site(self):
        headers = {"content-type": "application/json"}
        response, body = self.request("POST", "/lambda-url/api-router/notes", body='{"title":"hi"}', headers=headers)
        self.assertEqual((201, "hi"), (response.status, json.loads(body)["title"]))
        place = response.getheader("location")
        response, image = self.request("GET", f"/lambda-url/api-router{place}/image")
        self.assertEqual(("image/png", b"PNG"), (response.getheader("content-type"), image[1:4]))
        response, _ = self.request("POST", "/lambda-url/api-router/session")
        cookies = [value for name, value in response.getheaders() if name.lower() == "set-cookie"]
        self.assertEqual(["session", "theme"], [re.match(r"\w+", cookie).group() for cookie in cookies])

    def test_refuses_pages_of_others(self):
        response, _ = self.request("GET", "/lambda-url/echo/", headers={"origin": "https://evil.example"})
        self.assertEqual(403, response.status)


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    counts = {
        "failed": len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses),
        "skipped": len(result.skipped),
    }
    counts["passed"] = result.testsRun - counts["failed"] - counts["skipped"]
    print(json.dumps(counts))
    raise SystemExit(0 if result.wasSuccessful() else 1)
