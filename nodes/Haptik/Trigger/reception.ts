import type { Reception } from '../../engine/receive';
import { checkSender } from '../incoming';
import { readEvents } from './events';
import { properties } from './properties';
import { wants } from './wants';

/** How Haptik's events come in. */
export const reception: Reception = {
	credential: 'haptikApi',
	account: ({ clientId, businessId }) => [clientId, businessId],
	properties,
	check: checkSender,
	read: readEvents,
	wants,
	withRaw: (fields) => fields.flag('includeRawEvent') ?? false,
};
