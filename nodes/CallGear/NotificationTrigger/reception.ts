import { checkAddressSecret } from '../../engine/addressSecret';
import type { Reception } from '../../engine/receive';
import { CREDENTIAL } from '../account';
import { readEvents } from './events';
import { properties } from './properties';
import { repaired } from './repair';
import { wants } from './wants';

/** How CallGear's notifications come in: it signs nothing. */
export const reception: Reception = {
	credential: CREDENTIAL,
	account: ({ host, baseUrl, userId }) => [host, baseUrl, userId],
	properties,
	check: ({ fields }) => checkAddressSecret(fields),
	repair: repaired,
	read: readEvents,
	wants,
	withRaw: (fields) => fields.flag('includeRawEvent') ?? false,
};
