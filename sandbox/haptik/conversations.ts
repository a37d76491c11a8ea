import { createHash } from 'node:crypto';

import type { HaptikWorld, Line, Talk } from './world';

const keyOf = ({ auth_id, business_id }: Talk) => `${business_id} ${auth_id}`;

/** Haptik's own name of a user, which only its events tell. */
export function userNameOf(authId: string): string {
	return createHash('sha256').update(authId).digest('hex').slice(0, 6);
}

/** The registered user of that name. */
export function authIdCalled(userName: string, { state }: HaptikWorld): string | undefined {
	return [...state.users.keys()].find((authId) => userNameOf(authId) === userName);
}

/** Writes down what somebody said, in the conversation under way or in a new one. */
export function noteLine(talk: Talk, line: Line, { state }: HaptikWorld): void {
	const conversations = state.conversations.get(keyOf(talk)) ?? [];
	state.conversations.set(keyOf(talk), conversations);
	const last = conversations.at(-1);
	if (last && !last.complete) last.lines.push(line);
	else conversations.push({ lines: [line], complete: false });
}

/** Ends the conversation under way and gives its number; undefined where there is none. */
export function completeConversation(talk: Talk, { state }: HaptikWorld): number | undefined {
	const conversations = state.conversations.get(keyOf(talk)) ?? [];
	const last = conversations.at(-1);
	if (!last || last.complete) return undefined;
	last.complete = true;
	return conversations.length;
}

/** What was said in a user's conversation; they are numbered from 1. */
export function linesOf(talk: Talk, number: number, { state }: HaptikWorld): Line[] | undefined {
	return state.conversations.get(keyOf(talk))?.[number - 1]?.lines;
}
