import { invalidField } from '../../engine/errors';
import type { VendorEvent } from '../../engine/eventItem';
import type { Fields } from '../../engine/fields';
import { KINDS } from './events';
import { OTHER_EVENTS } from './properties';

const KNOWN = new Set<string>(KINDS);

function readWishes(fields: Fields) {
	return { events: fields.choices('events'), names: fields.collection('filters').ids('notificationNames') };
}

/** Reads the same when the flow is published. @throws Failure also when nothing could ever start the flow */
export function checkWishes(fields: Fields): void {
	if (readWishes(fields).events.length > 0) return;
	throw invalidField(
		fields.label('events'),
		'is empty',
		'Choose at least one event: nothing starts the flow otherwise.',
	);
}

/** Whether a notification is wanted. @throws Failure when a field cannot be read */
export function wants({ event, more }: VendorEvent, fields: Fields): boolean {
	const { events, names } = readWishes(fields);
	const own = [more.notification_name, more.notification_mnemonic].map(String);
	return (
		events.includes(KNOWN.has(event) ? event : OTHER_EVENTS) &&
		(names.length === 0 || names.some((name) => own.includes(name)))
	);
}
