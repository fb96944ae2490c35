/** Where a command's words go. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** A command that was understood and did not succeed: its message is all there is to say. */
export class Failed extends Error {
  override readonly name = "Failed";
}
