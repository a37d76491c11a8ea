import type { Received } from '../../../sandbox';

/** What a sandbox calls a key although anyone may see it. */
const OPEN = ['username', 'realm', 'businessId', 'tenantId', 'login'];

const SECRET_HEADER = /^(authorization|cookie|client-id|.*(csrf|xsrf|token|ticket|key).*)$/i;
const SECRET_FIELD = /token|ticket|password|secret|assertion|session_key/i;
const SHORTEST = 8;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The values of an object, at any depth, whose name speaks of a secret. */
function fieldsOf(value: unknown, name = ''): string[] {
	if (typeof value === 'string') return SECRET_FIELD.test(name) ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, key));
}

/** A header's value, and what of it alone would let someone in. */
function partsOf(name: string, value: string): string[] {
	if (name === 'cookie') return value.split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1));
	const [scheme, rest] = value.split(' ');
	if (name !== 'authorization' || rest === undefined) return [value];
	return scheme === 'Basic' ? [rest, Buffer.from(rest, 'base64').toString()] : [rest];
}

/** Everything that nobody may see: what was typed into credentials, and what the vendors issued while they ran. */
export class KnownSecrets {
	private readonly known = new Set<string>();

	/** Takes the keys of a vendor; a private key also line by line. */
	addKeys(keys: Record<string, string>): void {
		for (const [name, value] of Object.entries(keys)) {
			if (!OPEN.includes(name))
				this.add(value, ...value.split('\n').filter((line) => !line.startsWith('-----')));
		}
	}

	add(...secrets: string[]): void {
		for (const secret of secrets) if (secret.length >= SHORTEST) this.known.add(secret);
	}

	/** Takes what a request proved itself with, and what was issued in its answer. */
	addFrom({ headers, body, query, answer }: Received): void {
		for (const [name, value] of Object.entries(headers)) {
			if (SECRET_HEADER.test(name)) this.add(...partsOf(name, text(value)));
		}
		this.add(...fieldsOf(body), ...fieldsOf(query), ...fieldsOf(answer.body));
	}

	all(): string[] {
		return [...this.known];
	}
}
