import { hash, timingSafeEqual } from "node:crypto";

/** Whether a header is `Bearer <the admin token>`; takes as long for a wrong token as for the right one. */
export function makeTokenCheck(token: string): (header: string | undefined) => boolean {
  const expected = hash("sha256", token, "buffer");
  return (header) => {
    const sent = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(header ?? "")?.[1];
    return sent !== undefined && timingSafeEqual(hash("sha256", sent, "buffer"), expected);
  };
}
