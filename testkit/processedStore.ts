import { setTimeout as sleep } from 'node:timers/promises';

import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';

/**
 * n8n's store for removing duplicates, as its own keeps it in the database: a row for each node, which is read, changed and written whole, so that
 * of two changes at the same moment the later write is what stays. https://github.com/n8n-io/n8n/blob/master/packages/cli/src/deduplication/deduplication-helper.ts
 */
export class ProcessedStore implements IDataDeduplicator {
	private rows = new Map<string, string[]>();

	/** Why it does not work, while it does not. */
	broken?: string;

	/** How long the database takes to read or write, in milliseconds. */
	takes: () => number = () => 0;

	/** How often it was asked for anything. */
	asked = 0;

	clear(): void {
		this.rows.clear();
		this.broken = undefined;
		this.asked = 0;
	}

	/** What it holds now; `restore` brings that back. */
	copy(): ReadonlyMap<string, string[]> {
		return new Map(this.rows);
	}

	/** Holds again what it held when the copy was made. */
	restore(copy: ReadonlyMap<string, string[]>): void {
		this.rows = new Map(copy);
	}

	/** All marks, of all rows. */
	marks(): string[] {
		return [...this.rows.values()].flat();
	}

	checkProcessedAndRecord: IDataDeduplicator['checkProcessedAndRecord'] = async (
		items,
		scope,
		contextData,
		{ maxEntries },
	) => {
		const place = this.placeOf(scope, contextData);
		const row = await this.read(place);
		const held = new Set(row);
		const fresh: DeduplicationItemTypes[] = [];
		const processed: DeduplicationItemTypes[] = [];
		for (const item of items) (held.has(String(item)) ? processed : fresh).push(item);
		row.push(...fresh.map(String));
		if (maxEntries) row.splice(0, row.length - maxEntries);
		await this.write(place, row);
		return { new: fresh, processed };
	};

	removeProcessed: IDataDeduplicator['removeProcessed'] = async (items, scope, contextData) => {
		const place = this.placeOf(scope, contextData);
		const row = await this.read(place);
		await this.write(
			place,
			row.filter((held) => !items.map(String).includes(held)),
		);
	};

	clearAllProcessedItems: IDataDeduplicator['clearAllProcessedItems'] = async (scope, contextData) => {
		await this.write(this.placeOf(scope, contextData), []);
	};

	getProcessedDataCount: IDataDeduplicator['getProcessedDataCount'] = async (scope, contextData) =>
		(await this.read(this.placeOf(scope, contextData))).length;

	private placeOf(
		scope: string,
		{ workflow, node }: Parameters<IDataDeduplicator['clearAllProcessedItems']>[1],
	): string {
		this.asked += 1;
		if (this.broken) throw new Error(this.broken);
		return `${workflow.id} ${scope === 'node' ? node?.id : ''}`;
	}

	private async read(place: string): Promise<string[]> {
		await sleep(this.takes());
		return [...(this.rows.get(place) ?? [])];
	}

	private async write(place: string, row: string[]): Promise<void> {
		await sleep(this.takes());
		this.rows.set(place, row);
	}
}

/** Makes n8n in this process remember in a store what it has seen, instead of in the one before. */
export async function rememberIn(store: IDataDeduplicator): Promise<void> {
	Reflect.deleteProperty(DataDeduplicationService, 'instance');
	await DataDeduplicationService.init(store);
}
