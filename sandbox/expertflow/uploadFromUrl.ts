import { createHash } from 'node:crypto';

import axios from 'axios';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Call } from '../body';
import { refuseUpload, storeFile, type UploadAnswer } from './files';
import type { ExpertflowWorld } from './world';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;
const SOURCE_TIMEOUT_MS = 10_000;

const blankToNothing = z.string().trim().optional();

const orderShape = z.object({
	sourceUrl: z
		.string()
		.url()
		.regex(/^https?:/i),
	channel: z.string().trim().min(1),
	conversationId: blankToNothing,
	fileName: blankToNothing,
	mime_type: blankToNothing,
	oauth: z.record(z.unknown()).optional(),
	APIKey360: blankToNothing,
});

type Order = z.infer<typeof orderShape>;

interface Fetched {
	bytes: Buffer;
	type: string;
}

/**
 * Upload from a URL: the file engine fetches the file itself.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 */
export async function uploadFileFromUrl(
	request: FastifyRequest,
	world: ExpertflowWorld,
): Promise<UploadAnswer> {
	const { settings, store } = world;
	const order = readOrder(request, world);
	const source = order && (await fetchSource(order, world));
	if (!order || !source) return refuseUpload(settings.badUploadStatus);
	const { sourceUrl, channel, conversationId = '', mime_type, oauth, APIKey360 } = order;
	const fileName = order.fileName || lastSegment(sourceUrl);
	const type = mime_type || source.type;
	const sha256 = createHash('sha256').update(source.bytes).digest('hex');
	store.keepFile(sha256, source.bytes);
	const file = { part: '', fileName, contentType: type, size: source.bytes.length, sha256 };
	return storeFile(
		file,
		{ conversationId, fileName, type, facts: { sourceUrl, channel, oauth, APIKey360 } },
		world,
	);
}

function readOrder({ call }: FastifyRequest, { settings }: ExpertflowWorld): Order | undefined {
	if (call.contentType !== 'application/json') return undefined;
	const shape = settings.strictUploadKeys ? orderShape.strict() : orderShape;
	const { data } = shape.safeParse(parsed(call));
	if (data?.channel === settings.connector360 && !data.APIKey360) return undefined;
	return data;
}

function parsed(call: Call): unknown {
	try {
		return call.json();
	} catch {
		return undefined;
	}
}

function lastSegment(sourceUrl: string): string {
	return decodeURIComponent(new URL(sourceUrl).pathname.split('/').at(-1) ?? '') || 'file';
}

/** Loopback addresses are fetched, all others come from the settings: the sandbox never leaves the machine. */
async function fetchSource(
	{ sourceUrl, oauth }: Order,
	{ settings }: ExpertflowWorld,
): Promise<Fetched | undefined> {
	const listed = settings.sources[sourceUrl];
	if (listed) return { bytes: Buffer.from(listed.text), type: listed.type };
	if (!LOOPBACK.test(new URL(sourceUrl).hostname)) return undefined;
	const token = oauth?.[settings.oauthTokenKey];
	try {
		const { data, headers } = await axios.get<ArrayBuffer>(sourceUrl, {
			responseType: 'arraybuffer',
			proxy: false,
			timeout: SOURCE_TIMEOUT_MS,
			headers: typeof token === 'string' ? { authorization: `Bearer ${token}` } : {},
		});
		const [type] = String(headers['content-type'] ?? 'application/octet-stream').split(';');
		return { bytes: Buffer.from(data), type };
	} catch {
		return undefined;
	}
}
