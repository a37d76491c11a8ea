import { createHash } from 'node:crypto';

import type { Session } from '../../demo/session';

/** How the callers of a flow send an event, and how its node is set up to deliver it. */
export interface EventKind {
	/** As the results name it. */
	title: string;
	/** The webhook's path. */
	path: string;
	/** The node's internal name. */
	node: string;
	credentialType: string;
	parameters: Record<string, unknown>;
	/** What a caller posts for an event. */
	body(event: string): { body: string | FormData; headers?: Record<string, string> };
	/** Sets the vendor up before a run. */
	prepare(vendors: Session['vendors']): void;
	/** What the vendor holds, oldest first. */
	held(vendors: Session['vendors']): HeldEvent[];
	/** The number that the vendor gave the event, out of what the caller was told. */
	told(answer: Record<string, unknown>): unknown;
}

/** An event as the vendor holds it. */
export interface HeldEvent {
	event: string;
	/** The vendor's own number for it. */
	number: unknown;
	at: number;
	/** What of it was spoilt on the way. */
	spoilt?: string;
}

const CHAT_SESSION = 5177;
const FILE_BYTES = 20_000;
const JPEG_START = Buffer.from('ffd8ffe000104a46494600', 'hex');

/** A file of its own for each event. */
const fileOf = (event: string) => Buffer.concat([JPEG_START, Buffer.from(event), Buffer.alloc(FILE_BYTES)]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const chatMessage: EventKind = {
	title: 'SuperOffice Add Chat Message (JSON)',
	path: 'load-chat-message',
	node: 'superOfficeAddChatMessage',
	credentialType: 'superOfficeApi',
	parameters: {
		authentication: 'onsite',
		chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.body.session }}' },
		text: '={{ $json.body.event }}',
	},
	body: (event) => ({
		body: JSON.stringify({ session: CHAT_SESSION, event }),
		headers: { 'content-type': 'application/json' },
	}),
	prepare: () => undefined,
	held: ({ superOffice }) =>
		superOffice.store.held('message').map(({ fact, at }) => ({
			event: String(fact.Message),
			number: fact.ChatMessageId,
			at: Date.parse(at),
		})),
	told: ({ ChatMessageId }) => ChatMessageId,
};

const sendFile: EventKind = {
	title: 'Haptik Send File (multipart, 20 kB)',
	path: 'load-file',
	node: 'haptikSendFile',
	credentialType: 'haptikApi',
	parameters: {
		authId: '={{ $json.body.customer }}',
		binaryField: 'photo',
		text: '={{ $json.body.event }}',
	},
	body: (event) => {
		const body = new FormData();
		body.append('customer', 'cust_1');
		body.append('event', event);
		body.append('photo', new Blob([fileOf(event)], { type: 'image/jpeg' }), `${event}.jpg`);
		return { body };
	},
	prepare: ({ haptik }) => haptik.state.users.set('cust_1', { auth_id: 'cust_1' }),
	held: ({ haptik }) =>
		haptik.store.held('file').map(({ fact, file, at }) => {
			const event = String(fact.message_body);
			return {
				event,
				number: fact.message_id,
				at: Date.parse(at),
				...(file?.sha256 === sha256(fileOf(event)) ? {} : { spoilt: 'another file' }),
			};
		}),
	told: ({ message_id }) => message_id,
};

export const EVENT_KINDS = [chatMessage, sendFile];
