/** The same promise, whose failure is asked for later: until then it is nobody's, and would end the process. */
export function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
