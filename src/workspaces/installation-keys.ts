/** Keys of the installation, made once in the store, so that every node signs and hashes alike. */
export interface InstallationKeys {
  /** Signs what a browser brings back, such as the pass to a link with a password. */
  readonly passKey: Buffer;
  /** Tells addresses apart where they must not be stored. */
  readonly addressKey: Buffer;
}
