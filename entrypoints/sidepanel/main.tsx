document.title = 'Firekeep';
