import { DateTime, IANAZone } from 'luxon';
import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';

import { given } from '../engine/given';
import { listed, listedPage, listOptions } from '../engine/listSearch';
import { locatedId } from '../engine/locator';
import { byPosition } from '../engine/paging';
import { bare } from '../engine/values';
import { userIdOf } from './account';
import { inShape, VENDOR } from './answers';
import { type Account, call, openAccount } from './api';
import { readTimezone } from './timezone';

/** CallGear's own default; a page is then sorted and searched here, since its sites cannot be sorted and its `like` minds the case. */
const PAGE_SIZE = 1000;

type Row = Record<string, unknown>;

interface ListSource {
	method: string;
	fields: string[];
	/** The column of the ID, where it is another one. */
	id?: string;
	/** Columns for the name in the list; the ID is added. */
	names: string[];
	/** An address that shows what the row is about. */
	url?: (row: Row) => string | undefined;
	/** Whether a row may be offered. */
	fits?: (row: Row) => boolean;
	/** A filter that CallGear applies. */
	filter?: (context: ILoadOptionsFunctions) => IDataObject | undefined;
	/** Whether the list belongs to one customer of an agent. */
	ofCustomer?: boolean;
	/** More that the method wants. */
	more?: (context: ILoadOptionsFunctions, account: Account) => Promise<IDataObject>;
	/** Whether the names begin with a date, the newest of which is to come first. */
	newestFirst?: true;
}

function chosen(context: ILoadOptionsFunctions, parameter: string): unknown {
	try {
		return locatedId(context.getCurrentNodeParameter(parameter, { extractValue: true }));
	} catch {
		return undefined;
	}
}

function customerOf(context: ILoadOptionsFunctions): number | undefined {
	return userIdOf(chosen(context, 'options.userId'), 'User ID');
}

function named(row: Row, { names, id = 'id' }: ListSource): string {
	const texts = names.map((name) => row[name]).filter((value) => typeof value === 'string' && value !== '');
	return [...new Set(texts), row[id]].map(String).join(' · ');
}

const readPage = inShape(
	z.object({
		data: z.array(z.record(z.unknown())),
		metadata: z.object({ total_items: z.number() }).optional().catch(undefined),
	}),
);

async function page(
	context: ILoadOptionsFunctions,
	source: ListSource,
	search: string,
	token: string | undefined,
): Promise<INodeListSearchResult> {
	const account = await openAccount(context, listOptions());
	const userId = source.ofCustomer === false ? undefined : (customerOf(context) ?? account.userId);
	const params = given({
		fields: source.fields,
		...(await source.more?.(context, account)),
		filter: source.filter?.(context),
		user_id: userId,
	});
	const rows = byPosition<Row>({
		vendor: VENDOR,
		pageSize: PAGE_SIZE,
		key: (row) => String(row[source.id ?? 'id']),
		read: async (offset, limit) => {
			const rpc = {
				method: source.method,
				params: { limit, offset, ...params },
				effect: 'reads' as const,
			};
			const { data, metadata } = await call(account, rpc, readPage);
			return { rows: data, more: offset + data.length < (metadata?.total_items ?? 0) };
		},
	});
	const wanted = search.trim().toLowerCase();
	return await listedPage(rows, token, (some) =>
		some
			.filter((row) => source.fits?.(row) ?? true)
			.map((row) =>
				given({ name: named(row, source), value: String(row[source.id ?? 'id']), url: source.url?.(row) }),
			)
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name, 'en') * (source.newestFirst ? -1 : 1)),
	);
}

function listSearch(source: ListSource) {
	return async function (
		this: ILoadOptionsFunctions,
		search = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		return await listed(this, async () => await page(this, source, search, paginationToken));
	};
}

/** Campaigns and visitor sessions of the chosen site alone: those of another one would be refused. */
function ofChosenSite(context: ILoadOptionsFunctions): IDataObject | undefined {
	const site = Number(chosen(context, 'siteId') ?? chosen(context, 'filters.siteId'));
	return Number.isInteger(site) && site > 0 ? { field: 'site_id', operator: '=', value: site } : undefined;
}

/** Chats alone, or whatever else is chosen. */
function ofChosenType(context: ILoadOptionsFunctions): IDataObject | undefined {
	const type = chosen(context, 'communicationType');
	return typeof type === 'string' && /^[a-z_]+$/.test(type)
		? { field: 'communication_type', operator: '=', value: type }
		: undefined;
}

const REPORTED_DAYS = 7;

/** The last days by the clocks of the account, as the reports want them; agents cannot ask for its zone, and get the one of the options or UTC. */
async function lastDays(context: ILoadOptionsFunctions, account: Account): Promise<IDataObject> {
	const typed = bare(String(chosen(context, 'options.accountTimezone') ?? ''));
	const zone = IANAZone.isValidZone(typed) ? typed : await readTimezone(account).catch(() => 'utc');
	const now = DateTime.now().setZone(zone);
	const [from, till] = [now.minus({ days: REPORTED_DAYS }), now].map((at) =>
		at.toFormat('yyyy-MM-dd HH:mm:ss'),
	);
	return { date_from: from, date_till: till };
}

/** Behind the pick lists. Pages under https://callgear.github.io/data_api/, e.g. site/get_sites/ */
export const listSearches = {
	searchSites: listSearch({
		method: 'get.sites',
		fields: ['id', 'name', 'domain_name'],
		names: ['name', 'domain_name'],
		url: ({ domain_name: domain }) =>
			typeof domain === 'string' && URL.canParse(`https://${domain}`) ? `https://${domain}` : undefined,
	}),
	searchCampaigns: listSearch({
		method: 'get.campaigns',
		fields: ['id', 'name', 'status', 'type', 'site_domain_name'],
		names: ['name', 'site_domain_name'],
		// Uploads are refused for inactive campaigns and for the system's own, "visitors without campaign"
		fits: ({ id, type, status }) => Number(id) > 0 && type !== 'system' && status !== 'inactive',
		filter: ofChosenSite,
	}),
	searchEmployees: listSearch({
		method: 'get.employees',
		fields: ['id', 'full_name'],
		names: ['full_name'],
	}),
	searchSources: listSearch({
		method: 'get.sources',
		fields: ['id', 'name', 'state'],
		names: ['name'],
		fits: ({ state }) => state === 'active',
	}),
	searchVisitorSessions: listSearch({
		method: 'get.visitor_sessions_report',
		fields: ['id', 'date_time', 'utm_source', 'utm_campaign'],
		names: ['date_time', 'utm_source', 'utm_campaign'],
		filter: ofChosenSite,
		more: lastDays,
		newestFirst: true,
	}),
	searchTags: listSearch({ method: 'get.tags', fields: ['id', 'name'], names: ['name'] }),
	searchCommunications: listSearch({
		method: 'get.communications_report',
		fields: ['id', 'date_time', 'communication_type', 'site_domain_name'],
		names: ['date_time', 'site_domain_name'],
		filter: ofChosenType,
		more: lastDays,
		newestFirst: true,
	}),
	searchUploadedChats: listSearch({
		method: 'get.chats_report',
		fields: ['id', 'date_time', 'status', 'ext_id'],
		names: ['date_time', 'status', 'ext_id'],
		filter: () => ({ field: 'chat_channel_type', operator: '=', value: 'dataapi' }),
		more: lastDays,
		newestFirst: true,
	}),
	searchUserFields: listSearch({
		method: 'get.offline_message_user_fields',
		fields: ['ext_id', 'name', 'data_type'],
		id: 'ext_id',
		names: ['name', 'data_type'],
	}),
	searchCustomerUsers: listSearch({
		method: 'get.customer_users',
		fields: ['id', 'name', 'login'],
		names: ['name', 'login'],
		ofCustomer: false,
	}),
};
