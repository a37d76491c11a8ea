import type { VendorEvent } from '../engine/eventItem';
import type { Fields } from '../engine/fields';
import { chosenIn } from '../engine/wishes';
import { optionalRecordId } from './fields';
import { EVENTS } from './eventFields';

/** What the user of the node wants of SuperOffice's events. */
export interface Wishes {
	events: string[];
	senders: string[];
	notByAuthors: string[];
	statuses: string[];
	topicId: number | undefined;
}

/** Reads the fields for it. @throws Failure when one cannot be read */
export function readWishes(fields: Fields): Wishes {
	const filters = fields.collection('filters');
	const events = fields.choices('events');
	return {
		events,
		// n8n does not tell fields that are hidden
		senders: events.includes(EVENTS.message) ? fields.choices('senders') : [],
		notByAuthors: filters.ids('notByAuthors'),
		statuses: filters.choices('statuses'),
		topicId: optionalRecordId(filters, 'topicId', 'the number of a topic, such as 3'),
	};
}

/** The same for when the flow is published. @throws Failure also when nothing could ever start the flow */
export function checkWishes(fields: Fields): Wishes {
	const wishes = readWishes(fields);
	if (chosenIn(fields, 'events').includes(EVENTS.message)) {
		chosenIn(fields, 'senders', 'Choose at least one, or take Message Added out of the events.');
	}
	return wishes;
}

/** Whether an event is wanted. What is not known of it, since it could not be asked for, is never a reason to drop it. */
export function wants(
	{ event, sender, more }: VendorEvent,
	{ events, senders, notByAuthors, statuses, topicId }: Wishes,
): boolean {
	const ofMessage = event === EVENTS.message;
	return (
		events.includes(event) &&
		(sender === undefined || senders.includes(sender.type)) &&
		(sender?.name === undefined || !notByAuthors.includes(sender.name)) &&
		(topicId === undefined || more.topicId === undefined || more.topicId === topicId) &&
		(ofMessage ||
			statuses.length === 0 ||
			more.status === undefined ||
			statuses.includes(String(more.status)))
	);
}
