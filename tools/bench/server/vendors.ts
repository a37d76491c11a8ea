import type { IncomingMessage } from 'node:http';

import type { Course } from './tally';

/** What goes back to the client. */
export interface Answer {
	status: number;
	json: unknown;
	headers?: Record<string, string>;
}

const ok = (json: unknown): Answer => ({ status: 200, json });

let lastId = 0;
const nextId = () => (lastId += 1);

interface Chats {
	params: { chats: Array<{ ext_id?: string }> };
}

/** CallGear. https://callgear.github.io/data_api/communication/upload_chats/ */
function rpc(course: Course, text: string): Answer {
	const call = JSON.parse(text) as { id: unknown; method: string } & Chats;
	const result = (data: unknown) =>
		ok({ jsonrpc: '2.0', id: call.id, result: { data, metadata: { limits: {} } } });
	if (call.method === 'get.account') return result([{ app_id: 1, timezone: 'Europe/Oslo' }]);
	const { chats } = call.params;
	course.tally.uploads += 1;
	course.tally.chats += chats.length;
	for (const { ext_id } of chats) course.accept(`${ext_id}`);
	return result(chats.map(() => ({ id: nextId() })));
}

/** SuperOffice. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_AddMessage */
function message(course: Course, text: string): Answer {
	const sent = JSON.parse(text) as { ChatSessionId: number; Message: string };
	course.accept(sent.Message);
	course.inTurn(sent.ChatSessionId, Number(/\d+/.exec(sent.Message)?.[0]));
	return ok({ ChatMessageId: nextId(), ...sent, WhenPosted: '2026-05-04T11:30:00Z', Author: '' });
}

/** Expertflow. https://docs.expertflow.com/cx/4.10/send-a-media-message */
function upload(course: Course, bytes: number, tag: string): Answer {
	course.accept(tag);
	return ok({ name: `${tag}_file.bin`, type: 'application/octet-stream', size: bytes, etag: `${nextId()}` });
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}

/** Reads a body to its end and forgets it. */
async function drain(request: IncomingMessage): Promise<number> {
	let bytes = 0;
	for await (const chunk of request) bytes += (chunk as Buffer).length;
	return bytes;
}

/** Answers one request as the vendors do when all is well: no rule of theirs is checked, so that the server costs as little as it can. */
export async function answer(request: IncomingMessage, course: Course): Promise<Answer> {
	const url = new URL(request.url ?? '/', 'http://localhost');
	if (url.pathname.endsWith('/token')) {
		await drain(request);
		return ok({ access_token: course.logIn(), expires_in: 300, token_type: 'Bearer' });
	}
	const admitted = course.admits(request.headers.authorization);
	if (url.pathname.endsWith('/uploadFileStream')) {
		const bytes = await drain(request);
		course.tally.bytes += bytes;
		if (!admitted) return { status: 401, json: { message: 'Unauthorized' } };
		return upload(course, bytes, url.searchParams.get('conversationId') ?? '');
	}
	const text = await textOf(request);
	if (!course.withinRate()) {
		return { status: 429, json: { message: 'Too many requests' }, headers: { 'retry-after': '1' } };
	}
	return url.pathname.endsWith('/v2.0') ? rpc(course, text) : message(course, text);
}
