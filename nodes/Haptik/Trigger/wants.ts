import type { VendorEvent } from '../../engine/eventItem';
import type { Fields } from '../../engine/fields';
import { among, chosenIn } from '../../engine/wishes';
import { EVENTS } from './events';
import { OTHER_EVENTS } from './properties';

const KNOWN = new Set<string>(Object.values(EVENTS));

/** What the user of the node wants of Haptik's events, which cannot be chosen in Haptik itself. @throws Failure when a field cannot be read */
function readWishes(fields: Fields) {
	const filters = fields.collection('filters');
	return {
		events: fields.choices('events'),
		sender: fields.choice('sender'),
		authIds: filters.ids('authIds'),
		businessIds: filters.ids('businessIds'),
	};
}

/** The same for when the flow is published. @throws Failure also when nothing could ever start the flow */
export function checkWishes(fields: Fields): void {
	readWishes(fields);
	chosenIn(fields, 'events');
}

/** Whether an event is wanted. @throws Failure when a field cannot be read */
export function wants({ event, sender, more }: VendorEvent, fields: Fields): boolean {
	const wishes = readWishes(fields);
	return (
		wishes.events.includes(KNOWN.has(event) ? event : OTHER_EVENTS) &&
		(wishes.sender === 'anyone' || wishes.sender === sender?.type) &&
		among(wishes.authIds, more.authId) &&
		among(wishes.businessIds, more.businessId)
	);
}
