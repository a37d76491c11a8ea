import type { Reception } from '../../engine/receive';
import { checkSender } from '../incoming';
import { answering } from './answer';
import { properties } from './properties';
import { readStep } from './step';

/** How a step of a bot asks, and is answered. */
export const reception: Reception = {
	credential: 'haptikApi',
	account: ({ clientId, businessId }) => [clientId, businessId],
	properties,
	check: checkSender,
	read: readStep,
	wants: () => true,
	withRaw: (fields) => fields.flag('includeRawEvent') ?? false,
	answer: answering,
};
