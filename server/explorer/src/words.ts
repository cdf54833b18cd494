/** Our own labels, in both languages; GraphiQL brings its own, in English only. */
import type { Language } from "./page";

interface Words {
  examples: string;
  home: string;
  noExamples: string;
  noAnswer: string;
  welcome: string;
}

export const words: Record<Language, Words> = {
  id: {
    examples: "Contoh",
    home: "Beranda Pilar",
    noExamples: "Belum ada plugin yang menyediakan contoh.",
    noAnswer: "Server tidak menjawab dengan JSON",
    welcome: "# Tulis kueri, lalu tekan Ctrl-Enter. Ctrl-Space menampilkan saran.\n# Skema ada di ikon buku di kiri atas; contoh ada di bawahnya.\n",
  },
  en: {
    examples: "Examples",
    home: "Pilar home page",
    noExamples: "No plugin offers an example yet.",
    noAnswer: "The server did not answer with JSON",
    welcome: "# Write a query, then press Ctrl-Enter. Ctrl-Space suggests what fits.\n# The schema is behind the book at the top left; the examples are below it.\n",
  },
};
