import type { Received } from '../../sandbox/store';
import { bodyTypes, login, type Operation, queryTypes, rest, vendorHeaders } from './operations';
import { faultsIn, schemaOf, type Side } from './schemas';

/** A request and how it was answered. */
export type Exchange = Pick<Received, 'method' | 'path' | 'query' | 'headers' | 'body' | 'answer' | 'fault'>;

/** Faults that change the answer on its way only. */
const ON_THE_WAY = ['delay', 'resetAfter', 'truncated', 'cutJson', 'slowBody'];

const LARGEST_INT32 = 2_147_483_647;

/** What follows the version in the address of a call of the REST API. */
const CALL = /^(?:\/[^/]+){1,2}\/api\/v1(\/.*)$/i;

/** A path as an expression; those without variables come first, since `ForCurrentUser` is no id. */
const patterns = [...Object.entries(rest), ...Object.entries(login)]
	.map(([name, operation]) => {
		const [method, path] = name.split(' ');
		const source = path.replace(/\{(\w+)(:text)?\}/g, (_all, _name, text?: string) =>
			text ? '[^/]+' : '\\d+',
		);
		return { method, path, operation, matches: new RegExp(`^${source}$`, 'i') };
	})
	.sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));

/**
 * How a request and its answer depart from SuperOffice's own description; nothing when they conform. Requests that are none of the vendor's API,
 * e.g. to a wrong address, conform to nothing and are left out.
 *
 * @param side `both`, or `answer` where a test sends bad requests on purpose
 */
export function departures(exchange: Exchange, side: 'both' | 'answer' = 'both'): string[] {
	const { method, path } = exchange;
	const call = CALL.exec(path)?.[1];
	const found = patterns.filter(({ matches }) => matches.test(call ?? path));
	if (call === undefined && found.length === 0) return [];
	const operation = found.find((entry) => entry.method === method)?.operation;
	const faults = [
		...(side === 'both' ? faultsOfRequest(exchange, operation, call !== undefined) : []),
		...faultsOfAnswer(exchange, operation),
	];
	return faults.map((fault) => `${method} ${path}: ${fault}`);
}

function faultsOfRequest(exchange: Exchange, operation: Operation | undefined, signed: boolean): string[] {
	if (!operation) return ['no such call is described'];
	const { headers, body, path } = exchange;
	const ids = path.split('/').filter((part) => /^\d+$/.test(part));
	const odd = Object.keys(headers).filter((name) => /^(so|x)-/.test(name) && !vendorHeaders.includes(name));
	const type = String(headers['content-type'] ?? '').split(';')[0];
	return [
		...ids.filter((id) => Number(id) > LARGEST_INT32).map((id) => `${id} is no int32`),
		...odd.map((name) => `the header ${name} is not described`),
		...(String(headers.accept).includes('json') ? [] : ['JSON is not asked for']),
		...(signed && !/^(Basic|SOTicket|Bearer) \S/.test(String(headers.authorization))
			? ['it is not signed']
			: []),
		...faultsOfQuery(exchange.query, operation),
		...(operation.body === undefined
			? isEmpty(body)
				? []
				: ['it has a body']
			: [
					...(bodyTypes.includes(type) ? [] : [`its content type is ${type}`]),
					...faultsIn(body, schemaOf(operation.body, 'sent')).map((fault) => `in its body ${fault}`),
				]),
	];
}

function faultsOfQuery(query: Exchange['query'], operation: Operation): string[] {
	const described = (operation.query ?? '').split(' ');
	const missing = described.filter((name) => name.endsWith('*') && !(name.slice(0, -1) in query));
	return [
		...missing.map((name) => `the parameter ${name.slice(0, -1)} is missing`),
		...Object.entries(query).flatMap(([name, value]) => {
			if (!described.includes(name) && !described.includes(`${name}*`))
				return [`the parameter ${name} is not described`];
			return isOfType(String(value), queryTypes[name])
				? []
				: [`the parameter ${name} holds ${String(value)}`];
		}),
	];
}

function isOfType(value: string, type: (typeof queryTypes)[string] | undefined): boolean {
	if (type === undefined) return true;
	if (Array.isArray(type)) return type.includes(value);
	return type === 'int32'
		? /^\d{1,10}$/.test(value) && Number(value) <= LARGEST_INT32
		: /^(true|false)$/i.test(value);
}

function faultsOfAnswer({ answer, fault, query }: Exchange, operation: Operation | undefined): string[] {
	const { status, body } = answer;
	// Nothing was answered, or what a test made up
	if (status === 0 || (fault !== undefined && !ON_THE_WAY.includes(fault))) return [];
	if (status >= 300) return isEmpty(body) ? [] : told(faultsIn(body, schemaOf('Refusal', 'answered')));
	if (!operation) return ['a call that is not described was answered'];
	const expected = operation.answer === undefined ? 204 : 200;
	if (status !== expected) return [`the status is ${status} instead of ${expected}`];
	if (operation.answer === undefined) return isEmpty(body) ? [] : ['the answer has a body'];
	if (body === null && operation.orNull) return [];
	if (typeof operation.answer === 'object') return told(faultsInRows(body, operation.answer.columns, query));
	const side: Side = '$select' in query ? 'partlyAnswered' : 'answered';
	return told(faultsIn(operation.links ? withoutLinks(body) : body, schemaOf(operation.answer, side)));
}

const told = (faults: string[]) => faults.map((fault) => `in the answer ${fault}`);

function isEmpty(body: unknown): boolean {
	return body === undefined || body === null || body === '';
}

function withoutLinks(body: unknown): unknown {
	if (typeof body !== 'object' || body === null) return body;
	const { _Links, ...entity } = body as Record<string, unknown>;
	return isEmpty(_Links) ||
		faultsIn(_Links, { type: 'object', additionalProperties: { type: 'string' } }).length === 0
		? entity
		: body;
}

/** An archive's answer: rows of exactly the columns that were asked for, which the archive has. */
function faultsInRows(body: unknown, columns: string, query: Exchange['query']): string[] {
	const isColumn = (name: string) =>
		columns
			.split(' ')
			.some((known) => (known.startsWith('-') ? name.startsWith(known.slice(1)) : name === known));
	const asked = typeof query.$select === 'string' ? query.$select.split(',') : undefined;
	const unknown = (asked ?? []).filter((name) => !isColumn(name));
	const faults = faultsIn(body, {
		type: 'object',
		required: ['odata.metadata', 'odata.nextLink', 'value'],
		additionalProperties: false,
		properties: {
			'odata.metadata': { type: 'string' },
			'odata.nextLink': { type: ['string', 'null'] },
			value: {
				type: 'array',
				items: {
					type: 'object',
					required: ['PrimaryKey', 'EntityName', ...(asked ?? [])],
					properties: { PrimaryKey: { type: ['string', 'integer'] }, EntityName: { type: 'string' } },
				},
			},
		},
	});
	if (faults.length > 0) return faults;
	const rows = (body as { value: object[] }).value.flatMap((row) => Object.keys(row));
	const odd = rows.filter(
		(name) => !['PrimaryKey', 'EntityName'].includes(name) && !(asked?.includes(name) ?? isColumn(name)),
	);
	return [...unknown, ...new Set(odd)].map((name) => `the column ${name} is not described`);
}
