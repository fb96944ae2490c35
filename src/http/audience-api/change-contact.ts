import Type from "typebox";
import { changeContacts } from "../../audience/change-contacts.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { accepted } from "./envelope.ts";
import { Euid, itemsAnswerSchema, WriteHeaders } from "./fields.ts";
import { countItems, type Fields, readUserCall } from "./read-call.ts";

const Contact = (description: string) => Type.Optional(Type.String({ description }));

const Body = Type.Object(
  {
    euid: Euid,
    contacts: Type.Object(
      {
        email: Contact(
          'an address that a mail server takes; trimmed, the domain in lower case; "" clears it',
        ),
        mobile_phone: Contact(
          "5 to 20 digits of any script with optional +, tel:, spaces, dashes, dots, slashes and parentheses",
        ),
        landline_phone: Contact("as mobile_phone"),
        whatsapp_phone: Contact("as mobile_phone"),
      },
      { minProperties: 1, additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/** The contacts themselves are each read, and refused, for themselves. */
const readFields = compileFields(
  Type.Object({
    euid: Type.Unsafe<unknown>({}),
    contacts: Type.Unsafe<Fields>({ type: "object" }),
  }),
  { also: { contacts: countItems("contacts") } },
);

export const changeContact: Endpoint = {
  method: "POST",
  path: "/user/contact",
  audited: "person.change-contacts",
  schema: {
    summary: "Change contacts of a user",
    description: "A contact that is not named stays.",
    headers: WriteHeaders,
    body: Body,
    response: { 200: itemsAnswerSchema() },
  },
  async answer({ ctx, body, language }) {
    const { euid, fields } = await readUserCall(ctx, body, readFields);
    return accepted(await changeContacts(ctx, { euid, contacts: fields.contacts }), language);
  },
};
