import type { Store } from './store';

/** A file in a chat. */
export interface ShownFile {
	name: string;
	/** in bytes */
	size?: number;
	/** the hash under which the store has its bytes */
	sha256?: string;
	picture?: boolean;
}

/** One message of a chat as a person sees it. */
export interface Bubble {
	/** who speaks: the customer stands on the left, the company on the right, what only happens in the middle */
	side: 'customer' | 'company' | 'event';
	/** the speaker's name, where it is known */
	by?: string;
	/** when, for reading */
	at?: string;
	text?: string;
	file?: ShownFile;
}

/** A chat as a person sees it. */
export interface ShownChat {
	id: string;
	/** with whom */
	title: string;
	/** what else is known of it: state, topic, number */
	about: string[];
	bubbles: Bubble[];
}

/** Things that the vendor knows, such as its employees. */
export interface ShownList {
	title: string;
	heads: string[];
	rows: string[][];
}

/** All that the vendor's page shows beside requests and faults. */
export interface View {
	/** those in which something has happened come first */
	chats: ShownChat[];
	lists: ShownList[];
}

/** A moment for reading, by the clock of this machine. */
export function shownTime(moment: Date | number | string): string {
	return new Date(moment).toLocaleTimeString('en-GB');
}

/** A file as a chat shows it, by what the store has of it. */
export function shownFile(
	store: Store,
	{ name, type, size, sha256 }: { name: string; type?: string; size?: number; sha256?: string },
): ShownFile {
	const kept = sha256 !== undefined && store.file(sha256) !== undefined;
	const picture = kept && /^image\/(png|jpe?g|gif|webp)$/.test(type ?? '');
	return { name, size, ...(kept ? { sha256 } : {}), picture };
}
