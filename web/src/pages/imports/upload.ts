/** What was uploaded, kept until it is imported: the answer in this tab's storage, the file itself in memory. */
import type { Recipe, Upload } from "../../api/types.ts";

const files = new Map<string, File>();

export function keepUpload(upload: Upload, file: File | null): void {
  if (file) files.set(upload.upload, file);
  sessionStorage.setItem(`guiju.upload.${upload.upload}`, JSON.stringify(upload));
}

export function keptUpload(id: string): Upload | null {
  const text = sessionStorage.getItem(`guiju.upload.${id}`);
  return text ? (JSON.parse(text) as Upload) : null;
}

export function keptFile(id: string): File | null {
  return files.get(id) ?? null;
}

export function dropRecipe(id: string): void {
  sessionStorage.removeItem(`guiju.recipe.${id}`);
}

export function keepRecipe(id: string, recipe: Recipe): void {
  sessionStorage.setItem(`guiju.recipe.${id}`, JSON.stringify(recipe));
}

export function keptRecipe(id: string): Recipe | null {
  const text = sessionStorage.getItem(`guiju.recipe.${id}`);
  return text ? (JSON.parse(text) as Recipe) : null;
}
