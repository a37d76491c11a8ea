import { pick } from 'lodash';
import { z } from 'zod';

import { type HttpAnswer, jsonIn, readJson, statusFailure } from '../engine/answer';
import { Failure, type FailureFacts } from '../engine/errors';
import { given } from '../engine/given';
import { type Hints, MEANINGS, meaningOf, UNKNOWN } from './meanings';
import { minuteLeftMs, type Points } from './minutePoints';

/** As the user knows the vendor. */
export const VENDOR = 'CallGear';

/** JSON-RPC's code for what is wrong with parameters. */
export const INVALID_PARAMS = -32602;

/** JSON-RPC's code for what went wrong at the server. */
const INTERNAL = -32603;

/** What a refusal points at. */
export interface Target {
	/** The parameter, e.g. `chats.messages.employee_id`. */
	field?: string;
	/** What was sent there. */
	value?: unknown;
}

/** What a refusal says of a place, given what the user knows it by. */
type Words = (label: string | undefined) => Pick<FailureFacts, 'message' | 'remedy' | 'elsewhere' | 'field'>;

/** A call that CallGear turned down, in the vendor's words as far as the user knows them. */
export class Refusal extends Failure {
	/** @param code the number of JSON-RPC, which several mnemonics share */
	constructor(
		facts: FailureFacts,
		readonly code: number,
		readonly target: Target,
		private readonly words: Words,
	) {
		super(facts);
	}

	/** The same refusal with the place in which the user entered the value, as the user sees it. */
	at(label: string | undefined): Refusal {
		return this.with(this.words(label));
	}

	override with(changes: Partial<FailureFacts>): Refusal {
		return new Refusal({ ...this.facts, ...changes }, this.code, this.target, this.words);
	}
}

const loose = <Shape extends z.ZodTypeAny>(shape: Shape) => shape.nullish().catch(undefined);

const limitsShape = z.object({
	minute_remaining: loose(z.number()),
	minute_reset: loose(z.number()),
	day_reset: loose(z.number()),
});

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
 * Reads the result out of an answer. CallGear refuses with HTTP 200 and an error inside, so the body counts before the status.
 * https://callgear.github.io/data_api/
 *
 * @param hints what mnemonics mean for the method that was called
 * @throws Refusal of a call that may not be sent again as it is; another Failure when it may, or when nobody can tell what became of it
 */
export function readResult(answer: HttpAnswer, points: Points, hints: Hints = {}): unknown {
	const reply = envelope.safeParse(jsonIn(answer.body)).data;
	if (reply && 'error' in reply) return refuse(reply.error, answer, points, hints);
	const failure = statusFailure(VENDOR, answer);
	if (failure) return throughProxy(answer, failure);
	if (!reply) {
		readJson(VENDOR, answer);
		throw unexpectedAnswer(answer.status);
	}
	const { metadata, meta_data } = reply.result;
	points.note((metadata ?? meta_data)?.limits);
	return reply.result;
}

/** Reads results of one shape. @throws Failure of one that has another */
export function inShape<Shape extends z.ZodTypeAny>(shape: Shape) {
	return (result: unknown): z.output<Shape> => {
		const read = shape.safeParse(result);
		if (!read.success) throw unexpectedAnswer();
		return read.data as z.output<Shape>;
	};
}

/** An answer that is JSON, but not what the method gives; what became of the call is unknown. */
export function unexpectedAnswer(status = 200): Failure {
	return new Failure({
		message: 'CallGear gave an answer that the node does not understand',
		remedy: 'Check Host or Base URL in the credential.',
		delivery: 'uncertain',
		vendor: VENDOR,
		httpStatus: status,
	});
}

/** A web server in between turns too large a body away with 413: smaller ones can still pass. */
function throughProxy({ status }: HttpAnswer, failure: Failure): never {
	if (status !== 413) throw failure;
	const { message, remedy } = MEANINGS.data_limit_exceeded;
	const words = { message: message({}), remedy };
	throw new Refusal({ ...failure.facts, ...words }, INVALID_PARAMS, {}, () => words);
}

function refuse(error: RpcError, { status }: HttpAnswer, points: Points, hints: Hints): never {
	const { mnemonic, field, value, params } = error.data ?? {};
	const code = mnemonic ?? String(error.code);
	const told = {
		vendor: VENDOR,
		vendorCode: code,
		vendorText: error.message,
		httpStatus: status,
		delivery: 'refused' as const,
	};
	if (code === 'limit_exceeded') throw limitFailure(error, points).with(told);
	const unknown = error.code === INTERNAL || status >= 500 ? MEANINGS.internal_error : UNKNOWN;
	const { message, remedy, elsewhere, ...more } = { ...(meaningOf(code) ?? unknown), ...hints[code] };
	const words: Words = (own) => {
		const label = own ?? labelOf(field);
		const whole = (first: string) =>
			[first, added(code, params), calledBy(field, label)].filter((part) => part !== '').join(' ');
		return given({
			field: label,
			message: message({ label, shown: shown(field, value) }),
			remedy: whole(remedy),
			elsewhere: elsewhere === undefined ? undefined : whole(elsewhere),
		});
	};
	const facts = { ...told, ...pick(more, 'anew', 'delivery', 'cause', 'repeatable'), ...words(undefined) };
	if (facts.delivery === 'uncertain') throw new Failure(facts);
	throw new Refusal(facts, error.code, given({ field: field ?? undefined, value }), words);
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
	if (!field) return undefined;
	return Object.hasOwn(NAMES, field) ? NAMES[field] : field;
}

/** What was sent, as far as it can be shown; never a key. */
function shown(field: string | null | undefined, value: unknown): string | undefined {
	const plain = ['string', 'number', 'boolean'].includes(typeof value) && field !== 'access_token';
	const json = plain ? JSON.stringify(value) : '';
	return json !== '' && json.length <= LONGEST_SHOWN ? json : undefined;
}

/** Where a value stands that is no chat's, else the vendor's name for its place, for whoever reads the vendor's pages. */
function calledBy(field: string | null | undefined, label: string | undefined): string {
	if (field === 'user_id') return 'It stands in the credential, and as User ID in the node.';
	const known = label === undefined || label.includes(leafOf(field ?? ''));
	return known || !field?.includes('.') ? '' : `CallGear calls it ${field}.`;
}

/** The facts that CallGear adds to its text: the address it saw, the components it misses, as a list or as one text. */
function added(code: string, params: Record<string, unknown> | null | undefined): string {
	const { ip, components } = params ?? {};
	if (code === 'ip_not_whitelisted' && typeof ip === 'string') return `CallGear saw the address ${ip}.`;
	const any = [components].flat().filter((name) => typeof name === 'string' && name.trim() !== '');
	return any.length === 0 ? '' : `Any of these components will do: ${any.join(', ')}.`;
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
			remedy: `Run the rest tomorrow, or raise the limit under Rates and options.${wait}`,
			elsewhere: `Try again tomorrow, or raise the limit under Rates and options.${wait}`,
			cause: 'quota-exhausted',
		});
	}
	return new Failure({
		...facts,
		message: `CallGear's points for this minute are used up${shown}`,
		remedy: 'Allow a longer Max Retry Wait in the options, or raise the limit under Rates and options.',
		elsewhere: 'Wait a minute, or raise the limit under Rates and options.',
		repeatable: true,
		repeatAfterMs: minuteLeftMs(points, limits),
		cause: 'rate-limited',
	});
}
