import Type from "typebox";
import { compileFields } from "../wire/fields.ts";
import { GroupId } from "./group-fields.ts";

/** Which group a call is about. */
export const GroupIdFields = Type.Object({ grpIdx: GroupId }, { additionalProperties: false });

export const readGroupIdOfQuery = compileFields(GroupIdFields, { query: true });
export const readGroupIdOfBody = compileFields(GroupIdFields);
