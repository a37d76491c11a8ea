import type { DurationLike } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { startCase, uniq } from 'lodash';
import { z } from 'zod';

import { byName } from '../engine/alphabet';
import { asFailure, Failure } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { given } from '../engine/given';
import { itemsOf, readWanted } from '../engine/many';
import { type PageSource, rowsOf, type Wanted } from '../engine/pages';
import { byPosition } from '../engine/paging';
import { inShape, VENDOR } from './answers';
import { call } from './api';
import type { Hints } from './meanings';
import { pointsOf } from './minutePoints';
import { halvesOf, partsOf, type Period, wallTime } from './period';
import type { Receiver } from './receiver';
import { askedZone, typedZone } from './timezone';
import { told } from './told';

/** Every page costs a point, and CallGear gives up to 10,000 rows in one. */
const PAGE_SIZE = 5000;

/** https://callgear.github.io/data_api/ */
const LAST_OFFSET = 100_000;

const REACHABLE = LAST_OFFSET + PAGE_SIZE;

export type ReportRow = IDataObject & { id: number | string };

/** One of CallGear's reports. */
export interface Report {
	method: string;
	/** How long the period of one request may be. */
	longest: DurationLike;
	/** Columns that always come, since rows are told apart by them. */
	always: readonly string[];
	/** What tells a row from every other. */
	key: (row: ReportRow) => string;
	/** The column that CallGear can sort by the time. */
	sortedBy?: string;
	/** What columns are called in the output, where that is not CallGear's own name. */
	names: Record<string, string>;
	hints?: Hints;
}

/** Three months, however they are counted: a day in which they begin in February is the shortest. */
export const THREE_MONTHS: DurationLike = { days: 89 };

/** What is asked of a report. */
export interface ReportQuery {
	columns: readonly string[];
	filter?: IDataObject | undefined;
	/** Further members of the params. */
	params?: IDataObject;
	newestFirst: boolean;
}

const readPage = inShape(
	z.object({
		data: z.array(z.object({ id: z.union([z.number(), z.string()]) }).passthrough()),
		metadata: z.object({ total_items: z.number() }).optional().catch(undefined),
	}),
);

/** A period holds more rows than can be reached in it. */
class TooMany extends Failure {
	constructor() {
		super({
			message: `CallGear gives no more than the first ${REACHABLE.toLocaleString('en')} rows of this report`,
			remedy: 'Narrow it down with filters or a shorter period, or ask for a limited number.',
			delivery: 'notSent',
			vendor: VENDOR,
		});
	}
}

/** The zone of the account: that of the options, else CallGear is asked. */
export async function zoneOf(receiver: Receiver): Promise<string> {
	return typedZone(receiver.options) ?? (await askedZone(receiver, 'the report was asked for'));
}

/**
 * The rows of a report, cut into parts that CallGear takes and gives; each row once. Where the minute has no points left, reading goes on in the next.
 *
 * @param period of which the rows are; none where the params say which ones
 * @throws Failure when it cannot be read to the end of what is wanted
 */
export async function* reportRows(
	receiver: Receiver,
	report: Report,
	query: ReportQuery,
	{ period, zone }: { period?: Period | undefined; zone: string },
	{ limit = Infinity, signal }: Wanted,
): AsyncGenerator<ReportRow, void, undefined> {
	const seen = new Set<string>();
	const wanted = given({ limit, signal, seen });
	const { newestFirst } = query;
	const parts = period ? partsOf(period, report.longest, zone, newestFirst) : [undefined];
	for (const part of parts) yield* rowsIn(part);

	async function* rowsIn(part: Period | undefined): AsyncGenerator<ReportRow, void, undefined> {
		if (seen.size >= limit) return;
		const params = part && { date_from: wallTime(part.from, zone), date_till: wallTime(part.till, zone) };
		try {
			yield* rowsOf(pagesOf(receiver, report, query, { ...params }, wanted), wanted);
		} catch (caught) {
			const failure = asFailure(caught);
			const halves = part && failure instanceof TooMany ? halvesOf(part, newestFirst) : [];
			if (halves.length === 0) throw failure;
			for (const half of halves) yield* rowsIn(half);
		}
	}
}

function pagesOf(
	{ account, userId }: Receiver,
	{ method, always, key, sortedBy, hints }: Report,
	{ columns, filter, params, newestFirst }: ReportQuery,
	period: IDataObject,
	{ limit = Infinity, signal }: Wanted,
): PageSource<ReportRow, number> {
	const sort = sortedBy && [{ field: sortedBy, order: newestFirst ? 'desc' : 'asc' }];
	const fields = uniq([...always, ...columns]);
	const asked = given({ ...period, ...params, fields, filter, sort, user_id: userId }) as IDataObject;
	return byPosition<ReportRow>({
		vendor: VENDOR,
		pageSize: PAGE_SIZE,
		key,
		read: async (offset, size) => {
			if (offset > LAST_OFFSET) throw new TooMany();
			await pointsOf(account.context, account.id).left(signal);
			const rpc = given({
				method,
				params: { ...asked, limit: size, offset },
				effect: 'reads' as const,
				hints,
			});
			const { data, metadata } = await call(account, rpc, readPage);
			const total = metadata?.total_items ?? Infinity;
			if (offset === 0 && Number.isFinite(total) && total > REACHABLE && limit > REACHABLE)
				throw new TooMany();
			return { rows: data as ReportRow[], more: offset + data.length < total };
		},
	});
}

/** What columns are called where their own names would not say it. */
const LABELS: Record<string, string> = {
	employee_raiting: 'Employee Rating',
	properties: 'Comment in a Callback Form',
	visitor_custom_properties: "Visitor's Own Fields",
};

const SHORT = /\b(Id|Ids|Url|Utm|Ua|Ym)\b/g;
const SHORT_FORMS: Record<string, string> = { Ids: 'IDs' };

/** A column as a person would call it. */
const labelOf = (column: string) =>
	LABELS[column] ?? startCase(column).replace(SHORT, (word) => SHORT_FORMS[word] ?? word.toUpperCase());

/** Which columns come. @param columns all that there are, and those that come unless the user chooses */
export function columnsField({
	all,
	usual,
}: {
	all: readonly string[];
	usual: readonly string[];
}): INodeProperties {
	return {
		displayName: 'Columns',
		name: 'reportColumns',
		type: 'multiOptions',
		options: byName(all.map((column) => ({ name: labelOf(column), value: column }))),
		default: [...usual],
		description: "Which columns of CallGear's report to get",
	};
}

/** In which order rows come that CallGear sorts by their time. */
export function orderOption(first: 'asc' | 'desc', what: string): INodeProperties {
	return {
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{ name: 'Newest First', value: 'desc' },
			{ name: 'Oldest First', value: 'asc' },
		],
		default: first,
		description: `In which order the ${what} come, by their times`,
	};
}

/** The output items for one input item. */
export async function reportItems(
	context: IExecuteFunctions,
	receiver: Receiver,
	report: Report,
	query: Omit<ReportQuery, 'columns'>,
	period: Period | undefined,
): Promise<INodeExecutionData[]> {
	const { fields } = receiver;
	const wanted = readWanted(context, fields);
	const columns = fields.choices('reportColumns');
	const simplify = fields.flag('simplify') ?? true;
	const zone = period || simplify ? await zoneOf(receiver) : 'utc';
	const rows = reportRows(receiver, report, { ...query, columns }, { period, zone }, wanted);
	return await itemsOf(rows, (row) => (simplify ? told(row, zone, report.names) : row));
}

/** Whether the newest rows come first. */
export function newestFirst(options: Fields, preset: 'asc' | 'desc'): boolean {
	return (options.optionalChoice('order') ?? preset) === 'desc';
}
