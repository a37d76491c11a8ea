import groupBy from 'lodash/groupBy';
import { z } from 'zod';

import type { Held } from '../store';
import { type Bubble, type ShownChat, type ShownFile, shownFile, shownTime, type View } from '../view';
import { type CimMessage, mediaUrlOf } from './cim';
import type { ExpertflowWorld } from './world';

type HeldMessage = Held<CimMessage>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The installation as a person sees it: each customer's messages on each channel, the stored files and the channels. */
export function view(world: ExpertflowWorld): View {
	const { store, state, settings } = world;
	const byCustomer = groupBy(store.held<CimMessage>('message'), ({ fact }) => {
		const { channelCustomerIdentifier, serviceIdentifier } = fact.header.channelData;
		return JSON.stringify([channelCustomerIdentifier, serviceIdentifier]);
	});
	const chats = Object.values(byCustomer).sort((a, b) => b[b.length - 1].id - a[a.length - 1].id);
	return {
		chats: chats.map((messages) => chat(messages, world)),
		lists: [
			{
				title: 'Channels',
				heads: ['Service Identifier'],
				rows: settings.serviceIdentifiers.map((identifier) => [identifier]),
			},
			{
				title: 'Stored files',
				heads: ['Stored name', 'Type', 'Bytes'],
				rows: [...state.files].map(([name, { type, size }]) => [name, type, String(size)]),
			},
		],
	};
}

function chat(messages: HeldMessage[], world: ExpertflowWorld): ShownChat {
	const { channelData } = messages[messages.length - 1].fact.header;
	const { channelCustomerIdentifier: customer, serviceIdentifier } = channelData;
	const name = [channelData.customerFirstName, channelData.customerLastName].filter(Boolean).join(' ');
	return {
		id: `${customer} ${serviceIdentifier}`,
		title: name === '' ? customer : name,
		about: [`customer ${customer}`, `channel ${serviceIdentifier}`],
		bubbles: messages.map((message) => bubble(message, world)),
	};
}

function bubble({ at, fact }: HeldMessage, world: ExpertflowWorld): Bubble {
	const body = fact.body as Record<string, unknown>;
	const words = [text(body.caption), text(body.markdownText)].filter((part) => part !== '');
	const file = fileOf(fact, world);
	return {
		side: 'customer',
		at: shownTime(at),
		text: words.join('\n') || (file ? undefined : saidBy(fact)),
		file,
	};
}

/** What has no words of its own, as a person reads it. */
function saidBy({ header, body }: CimMessage): string {
	const { location, contacts, notificationType, status, messageId } = said.parse(body);
	if (header.intent === 'END_CHAT') return 'The customer has left';
	if (location) return `Location ${location.latitude}, ${location.longitude}`;
	if (contacts)
		return contacts.map(({ name, phones }) => [name.formattedName, ...phones].join(' ')).join('\n');
	return [body.type, notificationType ?? status, messageId].filter(Boolean).join(' ');
}

const said = z.object({
	location: z.object({ latitude: z.number(), longitude: z.number() }).optional().catch(undefined),
	contacts: z
		.array(
			z.object({
				name: z.object({ formattedName: z.string() }),
				phones: z.array(z.object({ phone: z.string() }).transform(({ phone }) => phone)).catch([]),
			}),
		)
		.optional()
		.catch(undefined),
	notificationType: z.string().optional().catch(undefined),
	status: z.string().optional().catch(undefined),
	messageId: z.string().optional().catch(undefined),
});

function fileOf(message: CimMessage, { state, store }: ExpertflowWorld): ShownFile | undefined {
	const mediaUrl = mediaUrlOf(message);
	if (mediaUrl === undefined) return undefined;
	const name = URL.canParse(mediaUrl)
		? (new URL(mediaUrl).searchParams.get('filename') ?? mediaUrl)
		: mediaUrl;
	return shownFile(store, { name, ...state.files.get(name) });
}
