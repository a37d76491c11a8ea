import type { VendorEvent } from '../../engine/eventItem';
import type { Fields } from '../../engine/fields';
import { among, chosenIn } from '../../engine/wishes';
import { CONFIGURATIONS } from './events';
import { eventChoice, notificationChoice } from './properties';

/** What the user of the node wants of all that CCM sends. @throws Failure when a field cannot be read */
function readWishes(fields: Fields) {
	const filters = fields.collection('filters');
	return {
		events: fields.choices('events'),
		sender: fields.choice('sender'),
		customerIdentifiers: filters.ids('customerIdentifiers'),
		notificationTypes: filters.choices('notificationTypes'),
		serviceIdentifiers: filters.ids('serviceIdentifiers'),
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
	const ofChannel =
		wishes.events.includes(eventChoice(event)) && among(wishes.serviceIdentifiers, more.serviceIdentifier);
	// Of nobody, about nobody
	if (event === CONFIGURATIONS) return ofChannel;
	const ofKind =
		event !== 'NOTIFICATION' ||
		among(wishes.notificationTypes, notificationChoice(String(more.notificationType)));
	return (
		ofChannel &&
		ofKind &&
		(wishes.sender === 'anyone' || wishes.sender === sender?.type) &&
		among(wishes.customerIdentifiers, more.channelCustomerIdentifier)
	);
}
