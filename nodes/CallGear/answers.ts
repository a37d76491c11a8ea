import { pick } from 'lodash';
import { z } from 'zod';

import { Failure } from '../engine/errors';
import { type HttpAnswer, readJson, statusFailure } from '../engine/answer';
import { DEAD_KEYS, MEANINGS, UNKNOWN } from './meanings';
import { minuteLeftMs, type Points } from './minutePoints';

/** As the user knows the vendor. */
export const VENDOR = 'CallGear';

/** A call that CallGear turned down without carrying anything out. */
export interface Refusal {
	mnemonic: string;
	code: number;
	/** The parameter that CallGear points at, e.g. `chats.messages.employee_id`. */
	field?: string;
	/** What was sent there. */
	value?: unknown;
	/** In the vendor's words as far as the user knows them. */
	failure: Failure;
	/** The same failure with the place in which the user entered the value, as the user sees it. */
	about(label: string | undefined): Failure;
}

export type Reply = { result: unknown } | { refusal: Refusal };

const loose = <Shape extends z.ZodTypeAny>(shape: Shape) => shape.nullish().catch(undefined);

const limitsShape = z.object({ minute_reset: loose(z.number()), day_reset: loose(z.number()) });

/** CallGear's page of get.account prints `meta_data`, clients read `metadata`. */
const metadataShape = loose(z.object({ limits: loose(limitsShape) }).passthrough());

const errorShape = z.object({
	code: z.number(),
	message: z.string().catch(''),
	data: loose(
		z.object({
			mnemonic: loose(z.string()),
			field: loose(z.string()),
			value: z.unknown(),
			params: loose(z.record(z.unknown())),
			metadata: metadataShape,
		}),
	),
});

const envelope = z.union([
	z.object({ error: errorShape }),
	z.object({
		result: z.object({ metadata: metadataShape, meta_data: metadataShape }).passthrough(),
	}),
]);

type RpcError = z.infer<typeof errorShape>;

/**
 * Reads an answer. CallGear refuses with HTTP 200 and an error inside, so the body counts before the status.
 * https://callgear.github.io/data_api/
 *
 * @returns the result, or the refusal of a call that may not be sent again as it is
 * @throws Failure when it may be sent again, or when nobody can tell what became of it
 */
export function readReply(answer: HttpAnswer, points: Points): Reply {
	const reply = envelope.safeParse(parsed(answer.body)).data;
	if (reply && 'error' in reply) return { refusal: refusalOf(reply.error, answer, points) };
	const failure = statusFailure(VENDOR, answer);
	if (failure) return throughProxy(answer, failure);
	if (!reply) {
		readJson(VENDOR, answer);
		throw unexpectedAnswer(answer);
	}
	const { metadata, meta_data } = reply.result;
	points.note((metadata ?? meta_data)?.limits?.minute_reset);
	return { result: reply.result };
}

/** An answer that is JSON, but not what the method gives; what became of the call is unknown. */
export function unexpectedAnswer({ status }: Pick<HttpAnswer, 'status'>): Failure {
	return new Failure({
		message: 'CallGear gave an answer that the node does not understand',
		remedy: 'Check Host or Base URL in the credential.',
		delivery: 'uncertain',
		vendor: VENDOR,
		httpStatus: status,
	});
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}

/** A web server in between turns too large a body away with 413: smaller ones can still pass. */
function throughProxy({ status }: HttpAnswer, failure: Failure): Reply {
	if (status !== 413) throw failure;
	const { message, remedy } = MEANINGS.data_limit_exceeded;
	const tooLarge = failure.with({ message: message({}), remedy });
	return {
		refusal: { mnemonic: 'data_limit_exceeded', code: -32602, failure: tooLarge, about: () => tooLarge },
	};
}

function refusalOf(error: RpcError, { status }: HttpAnswer, points: Points): Refusal {
	const { mnemonic, field, value, params } = error.data ?? {};
	const code = mnemonic ?? String(error.code);
	const facts = {
		vendor: VENDOR,
		vendorCode: code,
		vendorText: error.message,
		httpStatus: status,
		delivery: 'refused' as const,
	};
	if (code === 'limit_exceeded') throw limitFailure(error, points).with(facts);
	const { message, remedy, ...more } = MEANINGS[code] ?? UNKNOWN;
	const about = (own: string | undefined) => {
		const label = own ?? labelOf(field);
		return new Failure({
			...facts,
			...pick(more, 'anew', 'delivery', 'cause', 'repeatable'),
			...(label === undefined ? {} : { field: label }),
			message: message({ label, shown: shown(field, value) }),
			remedy: [remedy, told(code, params), calledBy(field, label)].filter((part) => part !== '').join(' '),
		});
	};
	const failure = about(undefined);
	if (failure.facts.delivery === 'uncertain') throw failure;
	return { mnemonic: code, code: error.code, failure, about, value, ...(field ? { field } : {}) };
}

/** The parameters of every method that are no values of a chat, as the credential and the options call them. */
const NAMES: Record<string, string> = {
	access_token: 'API Key',
	login: 'Login',
	password: 'Password',
	user_id: 'User ID',
};

/** What is longer says no more, and would have to be cut, perhaps in a secret that can then not be found in it. */
const LONGEST_SHOWN = 80;

const leafOf = (field: string) => field.split('.').at(-1) ?? field;

function labelOf(field: string | null | undefined): string | undefined {
	return field ? (NAMES[field] ?? field) : undefined;
}

/** What was sent, as far as it can be shown; never a key. */
function shown(field: string | null | undefined, value: unknown): string | undefined {
	const plain = ['string', 'number', 'boolean'].includes(typeof value) && field !== 'access_token';
	const json = plain ? JSON.stringify(value) : '';
	return json !== '' && json.length <= LONGEST_SHOWN ? json : undefined;
}

/** Where a value stands that is no chat's, else the vendor's name for its place, for whoever reads the vendor's pages. */
function calledBy(field: string | null | undefined, label: string | undefined): string {
	if (field === 'user_id') return 'It stands in the credential, and in the options of the node.';
	const known = label === undefined || label.includes(leafOf(field ?? ''));
	return known || !field?.includes('.') ? '' : `CallGear calls it ${field}.`;
}

/** The facts that CallGear adds to its text: the address it saw, the components it misses. */
function told(code: string, params: Record<string, unknown> | null | undefined): string {
	const { ip, components } = params ?? {};
	if (code === 'ip_not_whitelisted' && typeof ip === 'string') return `CallGear saw the address ${ip}.`;
	if (!Array.isArray(components) || components.length === 0) return '';
	return `Any of these components will do: ${components.map(String).join(', ')}.`;
}

function limitFailure({ message, data }: RpcError, points: Points): Failure {
	const { limit_type: type = message, limit_max_value: most } = data?.params ?? {};
	const limits = data?.metadata?.limits;
	const shown = typeof most === 'number' ? ` (${most})` : '';
	const facts = { vendor: VENDOR, delivery: 'refused' as const };
	if (/\b(day|daily)/i.test(String(type))) {
		const wait = limits?.day_reset ? ` They come back in ${Math.ceil(limits.day_reset / 60)} minutes.` : '';
		return new Failure({
			...facts,
			message: `CallGear's points for today are used up${shown}`,
			remedy: `Run the rest tomorrow, use a larger Batch Size, or raise the limit under Rates and options.${wait}`,
			cause: 'quota-exhausted',
		});
	}
	return new Failure({
		...facts,
		message: `CallGear's points for this minute are used up${shown}`,
		remedy: 'Allow a longer Max Retry Wait in the options, or raise the limit under Rates and options.',
		repeatable: true,
		repeatAfterMs: minuteLeftMs(points, limits?.minute_reset),
		cause: 'rate-limited',
	});
}

/** Whether a key was refused that has been good before. */
export function isDeadKey(reply: Reply): boolean {
	return 'refusal' in reply && DEAD_KEYS.includes(reply.refusal.mnemonic);
}
