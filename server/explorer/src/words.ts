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
    welcome: "# ▶ atau Ctrl-Enter: jalankan\n# Ctrl-Space: saran\n# Dokumentasi dan contoh: ikon di kiri atas\n",
  },
  en: {
    examples: "Examples",
    home: "Pilar home page",
    noExamples: "No plugin offers an example yet.",
    noAnswer: "The server did not answer with JSON",
    welcome: "# ▶ or Ctrl-Enter: run\n# Ctrl-Space: suggest\n# Documentation and examples: the icons at the top left\n",
  },
};
