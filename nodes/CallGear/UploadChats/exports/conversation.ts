import { mapBreathing } from '../../../engine/wait';
import type { Part } from './part';

/** A person of the user's own, as the other tool knows them. */
export interface Agent {
	email?: string;
	name?: string;
	id?: string;
	/** Where in the export they stand. */
	place: string;
}

/** Who wrote a message: the visitor, an agent, or the tool itself, which invited the visitor. */
export type Speaker = 'visitor' | 'system' | Agent;

/** A message. */
export interface Line {
	/** As the export has it, with a zone or without. */
	time: Part;
	speaker: Speaker;
	text: Part;
	place: string;
	/** The number of the message in the other tool. */
	id?: string;
}

/** A conversation, as each of the formats is read. */
export interface Conversation {
	/** The place of its messages. */
	place: string;
	/** What the other tool knows it by, with the tool's name. */
	id?: string;
	name?: Part;
	phone?: Part;
	email?: Part;
	/** Who began it, where the first message does not say it. */
	initiator?: 'visitor' | 'operator' | 'autoinvite';
	lines: Line[];
	/** How many entries of the export are no messages to the visitor or from them: notices, notes, deleted ones. */
	leftOut: number;
}

/** An agent, as tools write them down. */
export function agentIn(sender: Part): Agent {
	const [email, name, id] = ['email', 'name', 'id'].map((key) => sender.at(key).text());
	return { email, name, id, place: sender.place };
}

/** The first of several places in which something stands. */
export const firstGiven = (...parts: Part[]): Part | undefined => parts.find((part) => !part.isBlank);

/** A message with its files, of which CallGear takes the names alone. */
export const withFiles = (text: string | undefined, files: string[]): string =>
	[...files, text ?? ''].filter((line) => line.trim() !== '').join('\n');

/** What stands for a file. @param kind e.g. `image` */
export const fileLine = (kind: string, name?: string): string => (name ? `[${kind}] ${name}` : `[${kind}]`);

/** What is given of these, one after the other. */
export const joinedOf = (parts: Part[]): string | undefined =>
	parts.flatMap((part) => part.text() ?? []).join(', ') || undefined;

/** Exports that were put together, and webhooks, can hold a message twice: it is as the last one has it. */
export async function withoutDoubles(messages: Part[]): Promise<Part[]> {
	const ids = await mapBreathing(messages, (message) => message.at('id').id() ?? message);
	const last = new Map(ids.map((id, index) => [id, index]));
	return messages.filter((_, index) => last.get(ids[index]) === index);
}
