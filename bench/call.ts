export interface Called {
  readonly method: "GET" | "POST" | "PUT";
  /** With the server's origin. */
  readonly url: string;
  readonly authorization: string;
  readonly body?: object | undefined;
}

/** The result or data of a call that must succeed; its shape is what the contract tests check. */
export async function call<Result>(called: Called): Promise<Result> {
  const text = await callForText(called);
  const { code, message, result, data } = JSON.parse(text) as {
    code: number;
    message: string;
    result?: Result;
    data?: Result;
  };
  if (code !== 0) throw new Error(`${called.method} ${called.url}: ${code} ${message}`);
  return (result ?? data) as Result;
}

/** The answer as it was sent, of which no number lost a digit. */
export async function callForText(called: Called): Promise<string> {
  const { method, url, authorization, body } = called;
  const answer = await fetch(url, {
    method,
    headers: { authorization, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.text();
}
