/** File bytes are kept up to this size each; a larger file is known by its hash alone. */
export const KEPT_FILE_LIMIT = 32 * 1024 * 1024;
const KEPT_FILES_LIMIT = 16 * KEPT_FILE_LIMIT;

/** A file part of a multipart body. */
export interface FilePart {
	part: string;
	/** as received, read as UTF-8, path kept; undefined when the part gives no file name */
	fileName: string | undefined;
	contentType: string;
	size: number;
	sha256: string;
}

/** One request as it came in, and how it was answered. */
export interface Received {
	id: number;
	at: string;
	method: string;
	/** as received: percent-encoding untouched, without the query */
	path: string;
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	/** JSON and URL-encoded bodies parsed, multipart as `{ fields, files, … }`, anything else as text */
	body: unknown;
	rawSha256: string;
	size: number;
	files: FilePart[];
	/** what the vendor answered, before any fault spoilt it; status 0 when it never came to an answer */
	answer: { status: number; body: unknown };
	/** the client left before its request was complete */
	aborted?: true;
	/** the fault's kind, when one was applied */
	fault?: string;
}

/** A fact that the vendor has accepted and now holds. */
export interface Held<Fact = Record<string, unknown>> {
	id: number;
	at: string;
	kind: string;
	fact: Fact;
	file?: FilePart;
}

export interface RequestFilter {
	method?: string;
	path?: string | RegExp;
}

/** How busy the server was: requests answered at the same time, and connections that carried one. */
export interface Counters {
	requests: number;
	inFlight: number;
	maxInFlight: number;
	connections: number;
}

/** What a vendor received and what it holds. */
export class Store {
	readonly counters: Counters = { requests: 0, inFlight: 0, maxInFlight: 0, connections: 0 };

	private received: Received[] = [];

	private holdings: Held[] = [];

	private readonly files = new Map<string, Buffer>();

	private keptBytes = 0;

	private lastHeldId = 0;

	constructor(private readonly now: () => Date) {}

	/** Records a request and gives it the next number. */
	record(request: Omit<Received, 'id' | 'at' | 'answer'>): Received {
		const entry: Received = {
			...request,
			id: ++this.counters.requests,
			at: this.now().toISOString(),
			answer: { status: 0, body: null },
		};
		this.received.push(entry);
		return entry;
	}

	/** Adds an accepted fact of a kind ('message', 'chat', 'file' …), with the file that belongs to it. */
	hold<Fact extends object>(kind: string, fact: Fact, file?: FilePart): Held<Fact> {
		const held: Held<Fact> = { id: ++this.lastHeldId, at: this.now().toISOString(), kind, fact, file };
		this.holdings.push({ ...held, fact: fact as Record<string, unknown> });
		return held;
	}

	/** Gives up what the vendor has deleted; answers how many facts went. */
	release(kind: string, matches: (fact: Record<string, unknown>) => boolean): number {
		const before = this.holdings.length;
		this.holdings = this.holdings.filter((held) => held.kind !== kind || !matches(held.fact));
		return before - this.holdings.length;
	}

	/** The requests received so far, oldest first. A string path must be equal, an expression must match. */
	requests({ method, path }: RequestFilter = {}): Received[] {
		return this.received.filter(
			(entry) =>
				(method === undefined || entry.method === method) &&
				(path === undefined || (typeof path === 'string' ? entry.path === path : path.test(entry.path))),
		);
	}

	/** The accepted facts of one kind, or of all, oldest first. */
	held<Fact = Record<string, unknown>>(kind?: string): Array<Held<Fact>> {
		return this.holdings.filter((held) => kind === undefined || held.kind === kind) as Array<Held<Fact>>;
	}

	/** The bytes of a received file, unless it was too large to keep. */
	file(sha256: string): Buffer | undefined {
		return this.files.get(sha256);
	}

	/** Keeps a file's bytes under its hash; the oldest make room when the total grows too large. */
	keepFile(sha256: string, bytes: Buffer): void {
		if (this.files.has(sha256)) return;
		this.files.set(sha256, bytes);
		this.keptBytes += bytes.length;
		for (const [oldest, content] of this.files) {
			if (this.keptBytes <= KEPT_FILES_LIMIT) break;
			this.files.delete(oldest);
			this.keptBytes -= content.length;
		}
	}

	/** Forgets everything. */
	clear(): void {
		this.received = [];
		this.holdings = [];
		this.files.clear();
		this.keptBytes = 0;
		this.lastHeldId = 0;
		Object.assign(this.counters, { requests: 0, maxInFlight: 0, connections: 0 });
	}
}
