import type { IBinaryData, ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

/** The input items of a job; the client makes them itself, the same for every peer. */
export interface ItemSource {
	kind: 'messages' | 'conversation' | 'chats' | 'rows' | 'files';
	count: number;
	/** For files: what n8n's binary store holds. */
	file?: IBinaryData;
}

/** One node in a real workflow. */
export interface NodeWork {
	type: 'node';
	node: string;
	parameters: INodeParameters;
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** What becomes of the other items when one fails; they go on when left out. */
	onError?: 'continueRegularOutput' | 'stopWorkflow';
}

/** The HTTP client alone, with connections kept alive: what is left when n8n is taken away. */
export interface ClientWork {
	type: 'client';
	client: 'axios' | 'undici';
	url: string;
	headers: Record<string, string>;
	concurrency: number;
	/** A file that is streamed as the body; the item's JSON otherwise. */
	path?: string;
}

/** Sends the same items first, to warm up, and then is measured. */
export interface RunJob {
	do: 'run';
	items: ItemSource;
	/** How many items the run before the measured one has. */
	warmUp: ItemSource;
	work: NodeWork | ClientWork;
	/** Collects garbage all the time, so that only what is held is seen; the other numbers then mean nothing. */
	collects?: boolean;
}

/** Puts a file of random bytes into n8n's binary store. */
export interface StoreJob {
	do: 'store';
	path: string;
	megabytes: number;
}

/** Loads a package's nodes and credentials as n8n does at its start. */
export interface LoadJob {
	do: 'load';
	/** Holds the package.json. */
	folder: string;
	/** Reads what describes them, as n8n does; the code itself is loaded otherwise, all of it. */
	described?: boolean;
	/** Relative to the folder; all that its package.json registers when left out. */
	files?: NodeFiles;
	/** What has been loaded before, and is not measured. */
	after?: NodeFiles;
}

/** Nodes, and the credentials that they take. */
export interface NodeFiles {
	nodes: string[];
	credentials: string[];
}

export type Job = RunJob | StoreJob | LoadJob;

/** What the client saw of a measured run. */
export interface Spent {
	wallMs: number;
	/** User and system time of the whole process. */
	cpuMs: number;
	/** By how much the memory of the process grew at its peak, in MB. */
	rssMb: number;
	/** By how much the heap grew at its peak, in MB. */
	heapMb: number;
	/** Where garbage is collected all the time: by how much the memory that is held grew at its peak, and in the end, in MB. */
	held?: { peakMb: number; endMb: number };
	/** The longest time in which nothing else in the process had its turn. */
	stallMs: number;
	/** Output items without an error. */
	succeeded: number;
	/** Why the first of the others failed. */
	error?: string;
}

/** What a job gives; each job fills its own part. */
export interface JobResult {
	spent?: Spent;
	stored?: IBinaryData;
	/** Milliseconds, MB of heap and number of node types of a load job. */
	loaded?: { ms: number; heapMb: number; rssMb: number; nodes: number };
}

/** A part of the time since the first request, in milliseconds. */
export interface Span {
	fromMs: number;
	toMs: number;
}

/** How the server behaves during a case. */
export interface Behaviour {
	/** How long it takes for an answer, in milliseconds. */
	latencyMs: number;
	/** How many requests it serves side by side; the others wait for their turn. Other customers ask then as well. */
	sideBySide?: number;
	/** From when on and how long it takes how many times as long, in milliseconds since the first request. */
	slow?: Span & { times: number };
	/** In which times the answers are counted. */
	windows?: Span[];
	/** How many requests it accepts in any second; the others get 429 and Retry-After. */
	perSecond?: number;
	/** After how many accepted uploads the session that was given out dies. */
	sessionEndsAfter?: number;
}

/** What the server saw since it was last told how to behave. */
export interface Tally {
	requests: number;
	accepted: number;
	/** Different messages, chats or files among those accepted. */
	distinct: number;
	/** Chats in accepted `upload.chats` calls. */
	chats: number;
	/** `upload.chats` calls. */
	uploads: number;
	mostInFlight: number;
	connections: number;
	bytes: number;
	/** Sessions that were given out. */
	logins: number;
	/** What the vendor's other customers waited for each of their answers, in milliseconds. */
	othersMs: number[];
	/** Messages that came after a later one of their chat session. */
	outOfTurn: number;
	/** How many answers went out in each of the times asked for. */
	answeredIn: number[];
}
