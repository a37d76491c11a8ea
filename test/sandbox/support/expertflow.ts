import { type Sandbox, startSandbox } from '../../../sandbox';

export const PNG = Buffer.from('89504e470d0a1a0a00', 'hex');
export const UPLOAD = '/file-engine/api/uploadFileStream';
export const FROM_URL = '/file-engine/api/uploadFileFromUrl';
export const RECEIVE = '/ccm/message/receive';
/** The file engine's one text. */
export const REFUSED = { message: 'An error occurred while uploading file.' };
export const plain = { type: 'PLAIN', markdownText: 'Hello' };

let sandbox: Sandbox;

/** Starts Expertflow for the tests of a file, fresh before each of them. */
export function useExpertflow(): void {
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: ['expertflow'] });
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());
}

export function vendor(): Sandbox['vendors']['expertflow'] {
	return sandbox.vendors.expertflow;
}

export interface Reply {
	status: number;
	headers: Headers;
	bytes: Buffer;
	/** parsed when it is JSON, else the text */
	body: unknown;
}

/** Sends a request and reads the answer whatever it is. */
export async function send(path: string, init: RequestInit = {}): Promise<Reply> {
	const response = await fetch(vendor().url + path, init);
	const bytes = Buffer.from(await response.arrayBuffer());
	const json = (response.headers.get('content-type') ?? '').includes('json');
	const body: unknown = json ? JSON.parse(bytes.toString()) : bytes.toString();
	return { status: response.status, headers: response.headers, bytes, body };
}

/** Sends JSON, or text as if it were. */
export async function post(
	path: string,
	body: unknown,
	headers: Record<string, string> = {},
): Promise<Reply> {
	return await send(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

export interface TestPart {
	part?: string;
	name?: string;
	bytes?: Buffer;
	type?: string;
}

/** A multipart body; one image unless other files are given. */
export function form(fields: Record<string, string>, files: TestPart[] = [{}]): FormData {
	const made = new FormData();
	for (const [name, value] of Object.entries(fields)) made.append(name, value);
	for (const { part = 'file', name = 'photo.png', bytes = PNG, type = 'image/png' } of files) {
		made.append(part, new Blob([new Uint8Array(bytes)], { type }), name);
	}
	return made;
}

/** Uploads files; a good image unless something else is given. */
export async function upload(
	fields: Record<string, string> = { conversationId: '48213' },
	...files: TestPart[]
): Promise<Reply> {
	return await send(UPLOAD, { method: 'POST', body: form(fields, files.length > 0 ? files : undefined) });
}

/** The address of a stored file. */
export function mediaUrl(name: string): string {
	return `${vendor().url}/file-engine/api/downloadFileStream?filename=${encodeURIComponent(name)}`;
}

/** A good message with parts changed. */
export function message(body: object, changes: { header?: object; channelData?: object } = {}) {
	return {
		id: '7c0e4b1a-5d2f-4b8e-9a31-0c6d2e7f1a90',
		header: {
			sender: { id: 'n8n', type: 'CONNECTOR', senderName: 'N8N_CONNECTOR', additionalDetail: null },
			channelData: {
				channelCustomerIdentifier: '4915550001122',
				serviceIdentifier: '880044',
				...changes.channelData,
			},
			...changes.header,
		},
		body,
	};
}
