import axios, { type AxiosInstance } from 'axios';
import { z } from 'zod';

/** The account that owns an n8n. */
export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

/** What a user types into a credential of one type. */
export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

const withId = z.object({ id: z.string() });
const namedList = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));
const testResult = z.object({ status: z.enum(['OK', 'Error']), message: z.string().optional() });
const typeNames = z.array(z.object({ name: z.string() }));

/** n8n refused a call: which one, and in its own words why. */
export class RestError extends Error {
	constructor(
		readonly call: string,
		readonly status: number,
		readonly answer: unknown,
	) {
		const reason = z.object({ message: z.string() }).safeParse(answer);
		super(
			`n8n answered ${status} to ${call}: ${reason.success ? reason.data.message : JSON.stringify(answer)}`,
		);
	}
}

/** n8n's own REST API, as its editor uses it; not a public contract, so checked on each n8n version. */
export class N8nRest {
	private readonly http: AxiosInstance;

	constructor(private readonly url: string) {
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			timeout: 60_000,
			validateStatus: () => true,
			maxContentLength: Infinity,
		});
	}

	/** Sends one call and checks what comes back. @throws RestError when n8n refuses it */
	async call<Shape extends z.ZodTypeAny>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		shape: Shape,
		data?: unknown,
	): Promise<z.output<Shape>> {
		const answer = await this.http.request<unknown>({ method, url: path, data });
		if (answer.status >= 400) throw new RestError(`${method} ${path}`, answer.status, answer.data);
		return shape.parse(answer.data) as z.output<Shape>;
	}

	/** Like `call`, for the answers that n8n wraps in `data`. */
	async data<Shape extends z.ZodTypeAny>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		shape: Shape,
		data?: unknown,
	): Promise<z.output<Shape>> {
		const wrapped = await this.call(method, path, z.object({ data: z.unknown() }), data);
		return shape.parse(wrapped.data) as z.output<Shape>;
	}

	/** Signs in, creating the owner first when this n8n has none yet. */
	async signIn({ email, password, ...name }: Owner): Promise<void> {
		const login = { emailOrLdapLoginId: email, password };
		let answer = await this.http.post<unknown>('/rest/login', login);
		if (answer.status === 401) {
			await this.http.post('/rest/owner/setup', { email, password, ...name });
			answer = await this.http.post<unknown>('/rest/login', login);
		}
		if (answer.status !== 200) throw new RestError('POST /rest/login', answer.status, answer.data);
		const cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
		this.http.defaults.headers.common.Cookie = cookies.join('; ');
	}

	/** The names of all node types that n8n has loaded. */
	async nodeTypes(): Promise<string[]> {
		return (await this.call('GET', '/types/nodes.json', typeNames)).map(({ name }) => name);
	}

	/** The names of all credential types that n8n has loaded. */
	async credentialTypes(): Promise<string[]> {
		return (await this.call('GET', '/types/credentials.json', typeNames)).map(({ name }) => name);
	}

	/** Creates a credential, or brings the one of the same name and type up to date; gives its id. */
	async saveCredential(credential: CredentialInput): Promise<string> {
		const { name, type } = credential;
		const all = await this.data('GET', '/rest/credentials', namedList);
		const existing = all.find((other) => other.name === name && other.type === type);
		const saved = existing
			? await this.data('PATCH', `/rest/credentials/${existing.id}`, withId, credential)
			: await this.data('POST', '/rest/credentials', withId, credential);
		return saved.id;
	}

	/** Lets n8n test a credential as its "Save" button does; undefined when it is good, else the reason. */
	async testCredential(id: string, credential: CredentialInput): Promise<string | undefined> {
		const { status, message } = await this.data('POST', '/rest/credentials/test', testResult, {
			credentials: { id, ...credential },
		});
		return status === 'OK' ? undefined : (message ?? 'no reason given');
	}

	/** Deletes a credential. */
	async deleteCredential(id: string): Promise<void> {
		await this.call('DELETE', `/rest/credentials/${id}`, z.unknown());
	}

	/** The address of a production webhook. */
	webhookUrl(path: string): string {
		return `${this.url}/webhook/${path}`;
	}

	/**
	 * Calls a production webhook as anyone outside would: a plain object goes out as JSON, a form as multipart.
	 * Gives status and body whatever they are.
	 */
	async webhook(
		path: string,
		body: unknown,
		headers: Record<string, string> = {},
	): Promise<{ status: number; body: unknown }> {
		const answer = await axios.post<unknown>(this.webhookUrl(path), body, {
			headers,
			proxy: false,
			timeout: 300_000,
			validateStatus: () => true,
		});
		return { status: answer.status, body: answer.data };
	}
}
