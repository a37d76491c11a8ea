import { checkAddressSecret } from '../../engine/addressSecret';
import type { Reception } from '../../engine/receive';
import { readEvents } from './events';
import { properties } from './properties';
import { wants } from './wants';

/** How Expertflow's messages come in. It signs nothing, so that the secret in the address is all that tells it from others. */
export const reception: Reception = {
	credential: 'expertflowApi',
	account: ({ baseUrl, ccmUrl, tenantId }) => [baseUrl, ccmUrl, tenantId],
	properties,
	check: ({ fields }) => checkAddressSecret(fields),
	read: readEvents,
	wants,
	withRaw: (fields) => fields.flag('includeRawEvent') ?? false,
};
