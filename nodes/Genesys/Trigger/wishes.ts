import type { VendorEvent } from '../../engine/eventItem';
import type { Fields } from '../../engine/fields';
import type { Wishes } from '../../engine/listen';
import { among, chosenIn } from '../../engine/wishes';
import { CHATS } from './events';
import { openNotifications } from './notifications';
import { OTHER_EVENTS, OTHERS, properties } from './properties';

const listed = (properties.find(({ name }) => name === 'events')?.options ?? []) as Array<{ value: string }>;

/** The events that can be chosen by name. */
const KNOWN = new Set(listed.map(({ value }) => value));

function wantsOfChats(fields: Fields): (event: VendorEvent) => boolean {
	const events = chosenIn(fields, 'events');
	const sender = fields.choice('sender');
	const chatIds = fields.collection('filters').ids('chatIds');
	return ({ event, more }) => {
		const { chatId, type, participantType } = more;
		const who = participantType === 'Customer' || participantType === 'Agent' ? participantType : OTHERS;
		const isMessage = type !== undefined;
		return (
			events.includes(KNOWN.has(event) ? event : OTHER_EVENTS) &&
			(sender === 'anyone' || !isMessage || sender === who) &&
			among(chatIds, chatId)
		);
	};
}

/** Reads what the user of the node wants. @throws Failure when a field is wrong, or nothing could ever start the flow */
export function readWishes(fields: Fields): Wishes {
	const channels = chosenIn(fields, 'channels', 'Choose at least one channel.');
	const wants = channels.includes(CHATS) ? wantsOfChats(fields) : () => false;
	return {
		wants: (event) => event.more.channel !== undefined || wants(event),
		withOwn: channels.includes(CHATS) && (fields.flag('includeOwnMessages') ?? false),
		withRaw: fields.flag('includeRawEvent') ?? false,
		open: async (context, place, signal) => await openNotifications(context, channels, { place, signal }),
	};
}
