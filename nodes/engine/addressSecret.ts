/** A secret of our own in the address that a vendor calls, where the vendor signs nothing. */

import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from './errors';
import type { Fields } from './fields';
import { Refusal } from './refusal';

/** Letters, digits, `-` and `_` alone: what else there is would mean something in an address. Fewer can be guessed. */
const SECRET = /^[\w-]{16,}$/;

const RULE = 'at least 16 letters, digits, hyphens and underscores';

const NAME = 'addressSecret';

/** The field for it. */
export function addressSecretField(more: Partial<INodeProperties>): INodeProperties {
	return {
		displayName: 'Secret in the Address',
		name: NAME,
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. kq3-v8Wd_Zt61mLx0pRb',
		description:
			'Becomes the last part of the address that is entered at the vendor. Whoever knows the address can start the flow.',
		hint: `Any text of ${RULE}, made up for this node alone.`,
		...more,
	};
}

const isSecret = (value: unknown) => typeof value === 'string' && SECRET.test(value);

/**
 * Refuses everything while the secret is none: n8n itself lets pass only what has it in its address.
 *
 * @throws Refusal when it is empty, short, or holds what would mean something in an address
 */
export function checkAddressSecret(fields: Fields): void {
	if (isSecret(fields.raw(NAME))) return;
	throw new Refusal(401, 'noSecret', `"${fields.label(NAME)}" of the node in n8n has to be ${RULE}.`);
}

/** The same for when the flow is published. @throws Failure when the secret is none */
export function requireAddressSecret(fields: Fields): void {
	if (isSecret(fields.raw(NAME))) return;
	throw invalidField(fields.label(NAME), 'is no secret', `Enter ${RULE}, made up for this node alone.`);
}
