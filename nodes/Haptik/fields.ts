import type { INodeProperties } from 'n8n-workflow';

import type { Fields } from '../engine/fields';
import { businessIdOf } from './account';
import type { Account } from './api';

/** The user in whose name something is sent. */
export const authIdField: INodeProperties = {
	displayName: 'Auth ID',
	name: 'authId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. cust_88123',
	description: 'The user in whose name it is sent',
	hint: 'The ID of the user in your own system, as it was registered at Haptik: letters, digits and underscores.',
};

/** A user by Haptik's own name, which the tools ask for. */
export const userNameField: INodeProperties = {
	displayName: 'Haptik User Name',
	name: 'userName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. b71f0c',
	description: 'The user whose conversation it is, by the name that Haptik gives the user; not the Auth ID',
	hint: 'Only events tell it, as user.user_name.',
};

/** The channel or queue; empty for that of the credential. */
export const businessIdField: INodeProperties = {
	displayName: 'Business ID',
	name: 'businessId',
	type: 'string',
	default: '',
	// n8n shows it while the field is empty
	placeholder: "e.g. 7104; now the credential's is used",
	description: 'Where it arrives; Haptik shows it under Share > View Credentials',
	hint: 'Number of the channel or queue; while this is empty, the one in the credential is used.',
};

/** The business of an item, else that of the credential. @throws Failure when neither is given, or it is no number */
export function readBusinessId(fields: Fields, { credentials }: Pick<Account, 'credentials'>): string {
	return businessIdOf(fields.optionalText('businessId'), fields.label('businessId'), credentials);
}
