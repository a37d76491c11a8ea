import { connect } from 'node:net';

/** What came back over the wire, before any HTTP library has smoothed it. */
export interface RawAnswer {
	/** everything received, as text */
	text: string;
	status: number;
	/** by lower-case name */
	headers: Record<string, string>;
	body: string;
	/** the error code of a connection that was reset */
	error?: string;
	/** milliseconds to the first and to the last byte */
	firstByte: number;
	lastByte: number;
}

/** Sends one request over a bare socket and listens until the server closes. Never rejects. */
export async function rawRequest(
	url: string,
	{
		method = 'GET',
		headers = {},
		body = '',
	}: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
	const { hostname, port, pathname, search } = new URL(url);
	const all = {
		host: `${hostname}:${port}`,
		connection: 'close',
		'content-length': String(Buffer.byteLength(body)),
		...headers,
	};
	const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	const started = Date.now();
	return await new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let error: string | undefined;
		let firstByte = -1;
		const socket = connect(Number(port), hostname);
		socket.on('data', (chunk) => {
			if (firstByte < 0) firstByte = Date.now() - started;
			chunks.push(chunk);
		});
		socket.on('error', (problem: NodeJS.ErrnoException) => (error = problem.code));
		socket.on('close', () =>
			resolve({
				...parse(Buffer.concat(chunks).toString()),
				error,
				firstByte,
				lastByte: Date.now() - started,
			}),
		);
		socket.write(`${method} ${pathname}${search} HTTP/1.1\r\n${head.join('')}\r\n${body}`);
	});
}

function parse(text: string): Pick<RawAnswer, 'text' | 'status' | 'headers' | 'body'> {
	const end = text.indexOf('\r\n\r\n');
	const [first, ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n');
	const headers = Object.fromEntries(
		lines.map((line) => [
			line.slice(0, line.indexOf(':')).toLowerCase(),
			line.slice(line.indexOf(':') + 1).trim(),
		]),
	);
	return { text, status: Number(first.split(' ')[1] ?? 0), headers, body: text.slice(end + 4) };
}
